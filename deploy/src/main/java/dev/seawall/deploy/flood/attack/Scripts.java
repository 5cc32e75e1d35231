package dev.seawall.deploy.flood.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The scripts of connections that take much and give little. Constants and factories only; scripts are thread-safe. */
final class Scripts {
    /** Between two bytes of what comes slowly. */
    static final Duration SLOWLY = Duration.ofSeconds(1);

    /** Of what is read slowly, at a time; the kernel's least receive buffer holds 2,304 bytes. */
    private static final int SIP_BYTES = 16;

    private static final int GULP_BYTES = 512;
    private static final long ENDLESS = 1_000_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Scripts() {}

    /** Connected; nothing more. */
    static Script done(String outcome) {
        return (wire, tally) -> tally.count(outcome);
    }

    /** Says nothing for as long as it may. */
    static Script silent() {
        return (wire, tally) -> {
            byte[] heard = new byte[GULP_BYTES];
            while (true) {
                answered(wire.hear(Duration.ZERO, heard), heard, tally);
            }
        };
    }

    /** A TLS client's first message: the server signs and sends its part, and has been had. */
    static Script halfHandshake(byte[] clientHello) {
        return (wire, tally) -> {
            wire.send(clientHello);
            tally.count(wire.hear(PATIENCE, new byte[GULP_BYTES]) > 0 ? "hello-answered" : "hello-unanswered");
        };
    }

    /** A request whose last header field never ends. */
    static Script slowHeaders(String path, String authority, Duration between) {
        return trickle("GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\nX-Slow: ", between);
    }

    /** A request whose body never ends. PUT, as that is what a worker stores: nothing of what is not whole. */
    static Script slowBody(String path, String authority, Duration between) {
        return trickle(
                "PUT " + path + " HTTP/1.1\r\nHost: " + authority + "\r\nContent-Length: " + ENDLESS + "\r\n\r\n",
                between);
    }

    private static Script trickle(String beginning, Duration between) {
        byte[] first = beginning.getBytes(StandardCharsets.US_ASCII);
        return (wire, tally) -> {
            byte[] heard = new byte[GULP_BYTES];
            wire.send(first);
            while (true) {
                int bytes = wire.hear(between, heard);
                if (bytes == 0) {
                    wire.send((byte) 'a');
                } else {
                    answered(bytes, heard, tally);
                }
            }
        };
    }

    /**
     * Asks for an answer that is larger than all buffers on the way, and takes it by the sip. An empty line goes with each
     * sip, which a server ignores between requests (RFC 9112 §2.2): from a connection that was closed beyond the bytes that
     * can't come, it is the only way to hear of that.
     */
    static Script slowRead(String path, String authority, Duration between) {
        byte[] request =
                ("GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        return (wire, tally) -> {
            byte[] sip = new byte[SIP_BYTES];
            wire.send(request);
            answered(wire.hear(PATIENCE, sip), sip, tally);
            while (true) {
                Thread.sleep(between);
                wire.hear(between, sip);
                wire.send((byte) '\r', (byte) '\n');
            }
        };
    }

    /** Counts an answer by its status line, of which 12 bytes are enough. */
    private static void answered(int bytes, byte[] heard, Tally tally) throws IOException {
        String text = new String(heard, 0, Math.min(bytes, 12), StandardCharsets.US_ASCII);
        if (text.matches("HTTP/1\\.[01] [1-5][0-9]{2}")) {
            tally.count(Outcomes.status(Integer.parseInt(text.substring(9))));
        }
    }
}
