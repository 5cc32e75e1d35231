package dev.seawall.deploy.flood.attack;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * What all attacks on HTTP/2 connections share: the beginning, and counting what comes back: {@code goaway-…} and
 * {@code reset-…} with the error's name, {@code answered} for each answer's header. Threads as {@link Talk} has them.
 */
abstract class Http2Talk implements Talk {
    private final Wire wire;
    private final Tally tally;
    private final DataInputStream in;

    Http2Talk(Wire wire, Tally tally) throws IOException {
        this.wire = wire;
        this.tally = tally;
        in = new DataInputStream(new BufferedInputStream(wire.in()));
    }

    /** The preface, with SETTINGS that change nothing; then the server's SETTINGS, acknowledged (RFC 9113 §3.4). */
    @Override
    public final void begin() throws IOException {
        wire.send(Http2.PREFACE);
        wire.send(Http2.frame(Http2.SETTINGS, 0, 0));
        Http2.Frame first = Http2.read(in);
        while (first.type() != Http2.SETTINGS || first.isAck()) {
            count(first);
            first = Http2.read(in);
        }
        acknowledge(first);
        opened();
    }

    /** The connection is ready for whatever the attack is. */
    void opened() throws IOException {}

    @Override
    public final void hear() throws IOException {
        while (true) {
            Http2.Frame frame = Http2.read(in);
            if ((frame.type() == Http2.SETTINGS || frame.type() == Http2.PING) && !frame.isAck()) {
                if (mayInterrupt()) {
                    acknowledge(frame);
                }
            } else {
                count(frame);
            }
        }
    }

    /** Whether frames of other kinds may come between those that it sends. */
    boolean mayInterrupt() {
        return true;
    }

    private void acknowledge(Http2.Frame frame) throws IOException {
        byte[] same = frame.type() == Http2.PING ? frame.payload() : new byte[0];
        wire.send(Http2.frame(frame.type(), Http2.ACK, 0, same));
    }

    private void count(Http2.Frame frame) {
        switch (frame.type()) {
            case Http2.GOAWAY -> tally.count("goaway-" + Http2.error(frame.payload(), Integer.BYTES));
            case Http2.RST_STREAM -> tally.count("reset-" + Http2.error(frame.payload(), 0));
            case Http2.HEADERS -> tally.count("answered");
            default -> {
                // Data, window updates: nothing that an attacker would wait for.
            }
        }
    }
}
