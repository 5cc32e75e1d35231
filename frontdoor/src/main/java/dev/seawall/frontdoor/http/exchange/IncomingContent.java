package dev.seawall.frontdoor.http.exchange;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * The content of a request on its way in.
 *
 * <p>Thread rule: one reader at a time; {@link #fail} from any thread.
 */
public interface IncomingContent {
    /** What handlers have read. */
    long bytesRead();

    /** Once they have been read. */
    @Nullable
    HttpFields trailers();

    /** Whether the client waits for a 100 that nobody has sent; from then on it is taken as sent. */
    boolean takeContinue();

    /** As {@link Content.Source#read}. */
    Content.@Nullable Chunk read();

    /** Reads on to the end if it is there already, for nobody; whether it was. */
    boolean consumeAvailable();

    /** Nobody reads on: what there is of it is given back. */
    void discard();

    /**
     * Fails the reads to come, or when {@code onlyOnce} the next one, and wakes the reader that waits.
     *
     * @return whether one waited
     */
    boolean fail(Throwable cause, boolean onlyOnce);
}
