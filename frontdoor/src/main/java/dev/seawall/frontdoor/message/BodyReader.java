package dev.seawall.frontdoor.message;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Takes one message's content out of its framing (RFC 9112 §6.3), piece by piece as it comes, without copying it.
 *
 * <p>Thread rule: one reader at a time.
 */
public abstract sealed class BodyReader permits ChunkedBody, BodyReader.OfLength, BodyReader.UntilEnd {
    BodyReader() {}

    /** Of a message that ends with its head. */
    public static BodyReader none() {
        return OfLength.NONE;
    }

    /** Of a known number of bytes. */
    public static BodyReader ofLength(long length) {
        return length == 0 ? OfLength.NONE : new OfLength(length);
    }

    /**
     * In chunks, as many as come.
     *
     * @param mostTrailerBytes of the section behind the last chunk
     */
    public static BodyReader chunked(int mostTrailerBytes) {
        return new ChunkedBody(mostTrailerBytes);
    }

    /** Until the connection ends; answers only. */
    public static BodyReader untilEnd() {
        return new UntilEnd();
    }

    /**
     * The next piece: a view of {@code in}, which is moved behind it. Null when nothing is left there, or in the whole
     * content, of which {@link #isComplete} tells.
     */
    public abstract @Nullable ByteBuffer next(ByteBuffer in) throws MalformedException;

    /** Whether all of it has been handed out, and its end was seen. */
    public abstract boolean isComplete();

    /** The connection has ended: whether that completes it. */
    public boolean end() {
        return isComplete();
    }

    /** Null for none. */
    public @Nullable HttpFields trailers() {
        return null;
    }

    /** Takes the next bytes out as a view. */
    static ByteBuffer slice(ByteBuffer in, int length) {
        ByteBuffer piece = in.slice(in.position(), length);
        in.position(in.position() + length);
        return piece;
    }

    /** {@code Content-Length}. */
    static final class OfLength extends BodyReader {
        private static final BodyReader NONE = new OfLength(0);

        private long left;

        OfLength(long length) {
            left = length;
        }

        @Override
        public @Nullable ByteBuffer next(ByteBuffer in) {
            int length = (int) Math.min(left, in.remaining());
            if (length == 0) {
                return null;
            }
            left -= length;
            return slice(in, length);
        }

        @Override
        public boolean isComplete() {
            return left == 0;
        }
    }

    /** All that comes. */
    static final class UntilEnd extends BodyReader {
        private boolean ended;

        @Override
        public @Nullable ByteBuffer next(ByteBuffer in) {
            return in.hasRemaining() ? slice(in, in.remaining()) : null;
        }

        @Override
        public boolean isComplete() {
            return ended;
        }

        @Override
        public boolean end() {
            ended = true;
            return true;
        }
    }
}
