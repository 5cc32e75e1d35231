package dev.seawall.frontdoor;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1 messages strictly: what is not plainly framed is an {@link AssertionError}, so that neither a request
 * nor an answer that two readers could take differently gets past a test.
 *
 * <p>Thread rule: for one thread.
 */
final class RawReader {
    private final InputStream in;

    RawReader(InputStream in) {
        this.in = in;
    }

    /** The next head, null when the stream ends before its first byte. */
    @Nullable
    String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0) {
                if (head.size() == 0) {
                    return null;
                }
                throw new EOFException("the stream ended within a head: " + RawMessage.text(head.toByteArray()));
            }
            head.write(b);
            String text = b == '\n' ? RawMessage.text(head.toByteArray()) : "";
            if (text.endsWith("\r\n\r\n")) {
                return checked(text);
            }
        }
    }

    byte[] bytes(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Reads on until the stream ends, in whatever way. */
    void awaitEnd() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException e) {
            // A reset ends it as well.
        }
    }

    /** The body that belongs to {@code head}; a stream that breaks off makes the message incomplete. */
    RawMessage message(String head, boolean bodyless) throws IOException {
        boolean request = !head.startsWith("HTTP/");
        List<String> lengths = RawMessage.values(head, "Content-Length");
        List<String> codings = RawMessage.values(head, "Transfer-Encoding");
        if (lengths.size() + codings.size() > 1) {
            throw new AssertionError("ambiguous framing: " + head);
        }
        Body body = new Body();
        try {
            if (bodyless) {
                body.complete = true;
            } else if (!codings.isEmpty()) {
                body.readChunks(codings.getFirst());
            } else if (!lengths.isEmpty()) {
                body.read(Long.parseLong(lengths.getFirst()));
                body.complete = true;
            } else {
                body.complete = request || body.readToEnd();
            }
        } catch (EOFException | SocketException e) {
            body.complete = false;
        }
        return new RawMessage(
                head,
                RawMessage.text(body.wire.toByteArray()),
                RawMessage.text(body.content.toByteArray()),
                List.copyOf(body.trailers),
                body.complete);
    }

    private static String checked(String head) {
        String lines = head.replace("\r\n", "");
        if (lines.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
            throw new AssertionError("a head with control characters or bare line ends: " + head);
        }
        for (String line : head.lines().skip(1).filter(line -> !line.isEmpty()).toList()) {
            if (!line.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:.*")) {
                throw new AssertionError("a line that is no field: " + line);
            }
        }
        return head;
    }

    private final class Body {
        private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final List<String> trailers = new ArrayList<>();
        private boolean complete;

        private int next() throws IOException {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            wire.write(b);
            return b;
        }

        private void read(long bytes) throws IOException {
            for (long i = 0; i < bytes; i++) {
                content.write(next());
            }
        }

        /** True: only the end of the connection can end it, and did so in order. */
        private boolean readToEnd() throws IOException {
            for (int b = in.read(); b >= 0; b = in.read()) {
                wire.write(b);
                content.write(b);
            }
            return true;
        }

        private void readChunks(String coding) throws IOException {
            if (!coding.equals("chunked")) {
                throw new AssertionError("not plainly chunked: " + coding);
            }
            for (int size = size(line()); size > 0; size = size(line())) {
                read(size);
                if (!line().isEmpty()) {
                    throw new AssertionError("no line end after a chunk");
                }
            }
            for (String line = line(); !line.isEmpty(); line = line()) {
                trailers.add(line);
            }
            complete = true;
        }

        private int size(String line) {
            if (!line.matches("[0-9A-Fa-f]{1,7}")) {
                throw new AssertionError("not plainly a chunk size: " + line);
            }
            return Integer.parseInt(line, 16);
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = next(); b != '\r'; b = next()) {
                line.append((char) b);
            }
            if (next() != '\n') {
                throw new AssertionError("a bare CR in the framing");
            }
            return line.toString();
        }
    }
}
