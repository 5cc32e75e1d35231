package dev.seawall.deploy.flood.attack;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * GET requests one after the other without waiting for answers (RFC 9112 §9.3.2), which are counted by status. Threads as
 * {@link Talk} has them.
 */
final class Requests implements Talk {
    private static final int LONGEST_LINE = 16_384;

    private final Wire wire;
    private final Tally tally;
    private final byte[] request;

    Requests(Wire wire, Tally tally, String path, String authority) {
        this.wire = wire;
        this.tally = tally;
        request = ("GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void begin() {
        // HTTP/1.1 begins with the first request.
    }

    @Override
    public void say() throws IOException {
        wire.send(request);
    }

    @Override
    public void hear() throws IOException {
        var in = new BufferedInputStream(wire.in());
        while (true) {
            answer(in);
        }
    }

    private void answer(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[1-5][0-9]{2}")) {
            tally.count(Outcomes.NO_HTTP);
            throw new EOFException();
        }
        int code = Integer.parseInt(status[1]);
        long length = -1;
        boolean chunked = false;
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = number(lower.substring(15).strip(), 10);
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (code >= 200) {
            tally.count(Outcomes.status(code));
            body(in, code, length, chunked);
        }
    }

    private static void body(InputStream in, int code, long length, boolean chunked) throws IOException {
        if (code == 204 || code == 304) {
            return;
        }
        if (!chunked) {
            // Without a length it ends with the connection.
            in.skipNBytes(length < 0 ? Long.MAX_VALUE : length);
            return;
        }
        long chunk = chunk(in);
        while (chunk > 0) {
            in.skipNBytes(chunk + 2);
            chunk = chunk(in);
        }
        while (!line(in).isEmpty()) {
            // Trailers.
        }
    }

    private static long chunk(InputStream in) throws IOException {
        return number(line(in).split(";", 2)[0].strip(), 16);
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("no length: " + text, e);
        }
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0 || text.length() >= LONGEST_LINE) {
                throw new EOFException();
            }
            text.append((char) one);
        }
        return text.toString().stripTrailing();
    }
}
