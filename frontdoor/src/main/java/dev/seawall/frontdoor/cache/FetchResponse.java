package dev.seawall.frontdoor.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Where the relay writes a worker's answer to a fetch. One that may be kept is taken as fast as the worker gives it,
 * whatever the pace of the clients; one that may not, or proves too large, goes on to the client that began the fetch,
 * at that client's pace.
 *
 * <p>Thread rule: one write at a time.
 */
final class FetchResponse extends Response.Wrapper {
    private static final int FIRST_BYTES = 8 << 10;

    private enum Course {
        OPEN,
        COLLECTS,
        PASSES,
        DROPS
    }

    private final Fetch fetch;
    private final HttpFields.Mutable fields = HttpFields.build();
    private volatile Course course = Course.OPEN;
    private int status;
    private @Nullable Supplier<HttpFields> trailers;
    private byte[] collected = new byte[0];
    private int length;
    private long dropped;

    /** @param client the response of the client that began the fetch */
    FetchResponse(Request request, Response client, Fetch fetch) {
        super(request, client);
        this.fetch = fetch;
    }

    boolean passes() {
        return course == Course.PASSES;
    }

    boolean collects() {
        return course == Course.COLLECTS;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        if (course == Course.OPEN) {
            course = course();
            if (course == Course.PASSES && !fetch.passOn(status, fields, trailers)) {
                course = Course.DROPS;
            }
        }
        switch (course) {
            case COLLECTS -> collect(last, content, callback);
            case PASSES -> super.write(last, content, callback);
            default -> drop(content, callback);
        }
    }

    private Course course() {
        return switch (fetch.onHead(status, fields)) {
            case KEEP ->
                reserve((int) Math.max(0, fields.getLongField(HttpHeader.CONTENT_LENGTH)))
                        ? Course.COLLECTS
                        : Course.PASSES;
            case PASS -> Course.PASSES;
            case DROP -> Course.DROPS;
        };
    }

    private boolean reserve(int bytes) {
        if (bytes > collected.length) {
            if (!fetch.tryReserve(bytes - collected.length)) {
                return false;
            }
            collected = Arrays.copyOf(collected, bytes);
        }
        return true;
    }

    private void collect(boolean last, ByteBuffer content, Callback callback) {
        if (!fits(content.remaining()) || (last && hasTrailers())) {
            ByteBuffer all = ByteBuffer.allocate(length + content.remaining());
            all.put(collected, 0, length).put(content).flip();
            release();
            course = fetch.passOn(status, fields, trailers) ? Course.PASSES : Course.DROPS;
            write(last, all, callback);
            return;
        }
        int bytes = content.remaining();
        content.get(collected, length, bytes);
        length += bytes;
        if (last) {
            byte[] whole = length == collected.length ? collected : Arrays.copyOf(collected, length);
            release();
            course = Course.DROPS;
            fetch.onWhole(status, fields, whole);
        }
        callback.succeeded();
    }

    /** Makes room for so many more bytes. */
    private boolean fits(int bytes) {
        int needed = length + bytes;
        if (needed > fetch.mostBytes()) {
            return false;
        }
        return needed <= collected.length
                || reserve(Math.min(fetch.mostBytes(), Math.max(needed, Math.max(FIRST_BYTES, 2 * collected.length))));
    }

    /** What comes behind a body is not kept, and should reach whom it is for. */
    private boolean hasTrailers() {
        Supplier<HttpFields> supplier = trailers;
        return supplier != null && supplier.get() != null;
    }

    /** Gives back what collecting had reserved. */
    void release() {
        fetch.unreserve(collected.length);
        collected = new byte[0];
        length = 0;
    }

    /** The rest of an answer that something else was served in place of: its end makes a connection worth keeping. */
    private void drop(ByteBuffer content, Callback callback) {
        dropped += content.remaining();
        content.position(content.limit());
        if (dropped > fetch.mostBytes()) {
            callback.failed(new IOException("nobody waits for the rest of this answer"));
        } else {
            callback.succeeded();
        }
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int code) {
        status = code;
    }

    @Override
    public HttpFields.Mutable getHeaders() {
        return fields;
    }

    @Override
    public @Nullable Supplier<HttpFields> getTrailersSupplier() {
        return trailers;
    }

    @Override
    public void setTrailersSupplier(@Nullable Supplier<HttpFields> supplier) {
        trailers = supplier;
    }

    @Override
    public boolean isCommitted() {
        return passes() && super.isCommitted();
    }

    @Override
    public void reset() {
        if (passes()) {
            super.reset();
        }
        release();
        fields.clear();
        trailers = null;
        status = 0;
        course = Course.OPEN;
    }
}
