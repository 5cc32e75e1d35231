package dev.seawall.frontdoor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;

/**
 * One HTTP/1 message exactly as it was on the wire, one character a byte (ISO 8859-1). Immutable.
 *
 * @param head start line and fields with their line ends, up to and with the empty line
 * @param wireBody what followed, with chunk framing and trailers
 * @param body the content without framing
 * @param trailers the lines behind the last chunk
 * @param complete whether the framing says that it is whole; false when the stream broke off
 */
public record RawMessage(String head, String wireBody, String body, List<String> trailers, boolean complete) {

    /** The request line or status line. */
    public String line() {
        return head.substring(0, head.indexOf("\r\n"));
    }

    public int status() {
        return Integer.parseInt(line().split(" ", 3)[1]);
    }

    /** The field's values in order, as many as there are lines of it. */
    public List<String> values(String name) {
        return values(head, name);
    }

    /** The names of all fields, lower case, in order. */
    public List<String> names() {
        return head.lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
                .toList();
    }

    static List<String> values(String head, String name) {
        return head.lines()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .toList();
    }

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
