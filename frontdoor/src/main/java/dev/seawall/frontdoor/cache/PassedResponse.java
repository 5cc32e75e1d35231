package dev.seawall.frontdoor.cache;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A client's response that goes past the cache: says so, and before the client has any of it what is known of its
 * target is forgotten if the request may have changed that (RFC 9111 §4.4).
 *
 * <p>Thread rule: as the response.
 */
final class PassedResponse extends Response.Wrapper {
    private final HttpField says;
    private final @Nullable Runnable invalidation;
    private boolean begun;

    /** @param invalidation of the target; null when the method is safe */
    PassedResponse(Request request, Response client, HttpField says, @Nullable Runnable invalidation) {
        super(request, client);
        this.says = says;
        this.invalidation = invalidation;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        if (!begun) {
            begun = true;
            getHeaders().add(says);
            if (invalidation != null && mayHaveChanged(getStatus())) {
                invalidation.run();
            }
        }
        super.write(last, content, callback);
    }

    @Override
    public void reset() {
        super.reset();
        begun = false;
    }

    /** Any success; and what may have been done although its answer failed. What was refused was not. */
    private static boolean mayHaveChanged(int status) {
        return status < 400 || status == 500 || status == 502 || status == 504;
    }
}
