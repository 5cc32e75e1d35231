package dev.seawall.frontdoor.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.seawall.frontdoor.fuzz.Message.Ending;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1 by the letter of RFC 9112, with nobody else's code, to judge what the front door reads and writes. What
 * the RFC lets a recipient put up with is malformed here, for two recipients could take it differently. <em>Plain</em>
 * is narrower still: without what a careful sender has no need for.
 *
 * <p>Thread rule: for one thread.
 */
final class Http1 {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PLAIN_REQUEST_LINE = Pattern.compile(TOKEN + " [\\x21-\\x7E]+ HTTP/1\\.[01]");

    private static final Pattern REQUEST_LINE =
            Pattern.compile("(CONNECT |" + TOKEN + " ([/*]|(?i:https?)://))[\\x21-\\x7E]* HTTP/1\\.[01]");

    private static final Pattern PLAIN_STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] [1-9][0-9]{2}( [\\t\\x20-\\x7E\\x80-\\xFF]*)?");

    /** As Jetty takes it, which writes it anew: more than one space, and small letters (RFC 9112 §4, §2.3). */
    private static final Pattern STATUS_LINE =
            Pattern.compile("(?i:HTTP)/1\\.[01] +[1-9][0-9]{2}( .*)?", Pattern.DOTALL);

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]*");
    private static final Pattern FIELD = Pattern.compile(TOKEN + ":.*", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("0*[0-9]{1,18}");
    private static final Pattern CHUNK_SIZE = Pattern.compile("0*[0-9A-Fa-f]{1,15}([ \\t]*;.*)?", Pattern.DOTALL);
    private static final Pattern PLAIN_CHUNK_SIZE = Pattern.compile("[0-9a-fA-F]{1,8}");

    private final InputStream in;
    private final boolean plain;

    Http1(InputStream in, boolean plain) {
        this.in = in;
        this.plain = plain;
    }

    /** Says where the bytes leave the grammar. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;

        Malformed(String what) {
            super(what);
        }
    }

    static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** The next request's head, null when the stream ends in order before it; {@link EOFException} within it. */
    @Nullable
    Head requestHead() throws IOException {
        Head head = head(plain ? PLAIN_REQUEST_LINE : REQUEST_LINE);
        if (head != null) {
            List<String> hosts = head.values("host");
            if (hosts.size() > 1
                    || (hosts.isEmpty() && !head.isHttp10())
                    || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
                throw new Malformed("Host " + hosts);
            }
            checkFraming(head);
        }
        return head;
    }

    /** The next answer's head, interim ones too, null when the stream ends in order before it. */
    @Nullable
    Head answerHead() throws IOException {
        Head head = head(plain ? PLAIN_STATUS_LINE : STATUS_LINE);
        if (head != null) {
            checkFraming(head);
        }
        return head;
    }

    /** The rest of the request; never throws for what is wrong with the body. */
    Message requestBody(Head head) {
        return new Body().read(head, false, true);
    }

    /** The rest of the answer to a request of that method. */
    Message answerBody(Head head, String method) {
        int status = head.status();
        boolean bodyless = status < 200 || status == 204 || status == 304 || method.equals("HEAD");
        return new Body().read(head, bodyless, false);
    }

    private @Nullable Head head(Pattern first) throws IOException {
        String line = line(true);
        // RFC 9112 §2.2: a server should ignore at least one empty line in front of a request.
        while (!plain && line != null && line.isEmpty()) {
            line = line(true);
        }
        if (line == null) {
            return null;
        }
        if (!first.matcher(line).matches()) {
            throw new Malformed("start line: " + line);
        }
        return new Head(line.replaceAll(" +", " "), fields());
    }

    private List<Head.Field> fields() throws IOException {
        List<Head.Field> fields = new ArrayList<>();
        for (String line = more(); !line.isEmpty(); line = more()) {
            if (!FIELD.matcher(line).matches()) {
                throw new Malformed("field line: " + line);
            }
            int colon = line.indexOf(':');
            fields.add(new Head.Field(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).replaceAll("^[ \\t]+|[ \\t]+$", "")));
        }
        return List.copyOf(fields);
    }

    /** RFC 9112 §6: one plain length, or chunked once, never both. */
    private static void checkFraming(Head head) throws Malformed {
        List<String> lengths = head.values("content-length");
        List<String> codings = head.values("transfer-encoding");
        boolean oneLength = lengths.isEmpty()
                || (lengths.size() == 1 && LENGTH.matcher(lengths.getFirst()).matches());
        boolean chunked = codings.isEmpty()
                || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked") && !head.isHttp10());
        if (!oneLength || !chunked || (!lengths.isEmpty() && !codings.isEmpty())) {
            throw new Malformed("framing: " + head);
        }
    }

    private String more() throws IOException {
        String line = line(false);
        if (line == null) {
            throw new EOFException("the stream ended within a head");
        }
        return line;
    }

    /** A line without its CRLF; null where the stream ends before it and {@code mayEnd}. */
    private @Nullable String line(boolean mayEnd) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\r'; b = in.read()) {
            if (b < 0) {
                if (mayEnd && line.size() == 0) {
                    return null;
                }
                throw new EOFException("the stream ended within: " + text(line));
            }
            if ((b < ' ' && b != '\t') || b == 0x7F) {
                throw new Malformed("byte " + b + " behind: " + text(line));
            }
            line.write(b);
        }
        int end = in.read();
        if (end < 0) {
            throw new EOFException("the stream ended within: " + text(line));
        }
        if (end != '\n') {
            throw new Malformed("bare CR behind: " + text(line));
        }
        return text(line);
    }

    /** One body under way. */
    private final class Body {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private List<Head.Field> trailers = List.of();

        Message read(Head head, boolean bodyless, boolean request) {
            Ending ending;
            try {
                ending = bodyless ? Ending.WHOLE : read(head, request);
            } catch (EOFException | SocketException e) {
                ending = Ending.CUT;
            } catch (IOException e) {
                ending = Ending.MALFORMED;
            }
            return new Message(head, text(content), trailers, ending);
        }

        private Ending read(Head head, boolean request) throws IOException {
            List<String> lengths = head.values("content-length");
            if (!head.values("transfer-encoding").isEmpty()) {
                readChunks();
            } else if (!lengths.isEmpty()) {
                read(Long.parseLong(lengths.getFirst()));
            } else if (!request) {
                for (int b = in.read(); b >= 0; b = in.read()) {
                    content.write(b);
                }
                return Ending.BY_CLOSE;
            }
            return Ending.WHOLE;
        }

        private void read(long count) throws IOException {
            for (long i = 0; i < count; i++) {
                int b = in.read();
                if (b < 0) {
                    throw new EOFException();
                }
                content.write(b);
            }
        }

        private void readChunks() throws IOException {
            Pattern wanted = plain ? PLAIN_CHUNK_SIZE : CHUNK_SIZE;
            while (true) {
                String line = more();
                if (!wanted.matcher(line).matches()) {
                    throw new Malformed("chunk size: " + line);
                }
                long size = Long.parseLong(line.split("[ \\t;]", 2)[0], 16);
                if (size == 0) {
                    break;
                }
                read(size);
                if (!more().isEmpty()) {
                    throw new Malformed("no line end behind a chunk");
                }
            }
            trailers = fields();
        }
    }
}
