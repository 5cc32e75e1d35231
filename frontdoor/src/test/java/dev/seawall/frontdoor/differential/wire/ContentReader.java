package dev.seawall.frontdoor.differential.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one message's content by the framing that its head declares, keeping what came of it when it breaks off.
 *
 * <p>Thread rule: for one message and one thread.
 */
final class ContentReader {
    private static final int MOST_LINE_BYTES = 64 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<String> trailers = new ArrayList<>();

    ContentReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads it; whatever becomes of the stream is told in the result.
     *
     * @param untilClose whether, without framing, it goes on to the end of the stream
     * @param expected false: there is none, whatever the head says
     */
    Content read(Head head, boolean untilClose, boolean expected) {
        try {
            List<String> lengths = head.values("content-length");
            List<String> codings = head.values("transfer-encoding");
            if (lengths.size() + codings.size() > 1) {
                throw new Malformed("ambiguous framing", lengths + " " + codings);
            }
            if (expected && !codings.isEmpty()) {
                readChunks(codings.getFirst());
            } else if (expected && !lengths.isEmpty()) {
                readLength(lengths.getFirst());
            } else if (expected && untilClose) {
                in.transferTo(body);
            }
            return content(Content.Ending.WHOLE, "");
        } catch (Malformed e) {
            return content(Content.Ending.MALFORMED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return content(Content.Ending.CUT, String.valueOf(e.getMessage()));
        }
    }

    private Content content(Content.Ending ending, String finding) {
        return new Content(body.toString(ISO_8859_1), trailers, ending, finding);
    }

    private void readLength(String length) throws IOException {
        if (!length.matches("[0-9]{1,18}")) {
            throw new Malformed("not a length", length);
        }
        read(Long.parseLong(length));
    }

    private void readChunks(String coding) throws IOException {
        if (!coding.equals("chunked")) {
            throw new Malformed("not plainly chunked", coding);
        }
        for (long size = size(line()); size > 0; size = size(line())) {
            read(size);
            String end = line();
            if (!end.isEmpty()) {
                throw new Malformed("no line end behind a chunk", end);
            }
        }
        for (String line = line(); !line.isEmpty(); line = line()) {
            trailers.add(MessageReader.field(line).comparable());
        }
    }

    private static long size(String line) throws Malformed {
        if (!line.matches("[0-9A-Fa-f]{1,15}")) {
            throw new Malformed("not plainly a chunk size", line);
        }
        return Long.parseLong(line, 16);
    }

    private void read(long bytes) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (long left = bytes; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the stream ended " + left + " bytes early");
            }
            body.write(buffer, 0, read);
            left -= read;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = next(); b != '\r'; b = next()) {
            line.append((char) b);
            if (b == '\n' || line.length() > MOST_LINE_BYTES) {
                throw new Malformed("a line without CRLF", line.toString());
            }
        }
        if (next() != '\n') {
            throw new Malformed("a CR without LF", line.toString());
        }
        return line.toString();
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the stream ended within the chunks");
        }
        return b;
    }
}
