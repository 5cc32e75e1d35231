package dev.seawall.frontdoor.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the field lines of a head or a trailer section (RFC 9112 §5). No folding, no blank around a name, no control
 * character anywhere; blanks around a value are no part of it and are not passed on.
 *
 * <p>Stateless.
 */
final class FieldReader {
    private static final KnownNames NAMES = new KnownNames();

    private FieldReader() {}

    /**
     * Reads them one by one.
     *
     * @param from the first line's first byte
     * @param to behind the empty line
     */
    static void read(byte[] bytes, int from, int to, FieldConsumer fields) throws MalformedException {
        FieldMemo memo = Scratch.ofThread().memo();
        int last = to - 2;
        for (int at = from; at < last; ) {
            int next = Bytes.findCr(bytes, at, last) + 2;
            FieldLine field = memo.find(bytes, at, next);
            if (field == null) {
                field = field(bytes, at, next - 2);
                memo.add(field);
            }
            fields.accept(field);
            at = next;
        }
    }

    private static FieldLine field(byte[] bytes, int from, int to) throws MalformedException {
        int colon = endOfName(bytes, from, to);
        int begin = colon + 1;
        int end = to;
        while (begin < end && Bytes.isBlank(bytes[begin])) {
            begin++;
        }
        while (end > begin && Bytes.isBlank(bytes[end - 1])) {
            end--;
        }
        for (int i = begin; i < end; i++) {
            if (!Bytes.isText(bytes[i])) {
                throw new MalformedException("the character " + (bytes[i] & 0xff) + " in a field's value");
            }
        }
        HttpHeader header = NAMES.find(bytes, from, colon);
        String name =
                header == null ? new String(bytes, from, colon - from, StandardCharsets.US_ASCII) : header.asString();
        String value = new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
        return new FieldLine(header, name, value, line(bytes, from, colon, begin, end));
    }

    private static int endOfName(byte[] bytes, int from, int to) throws MalformedException {
        int at = from;
        while (at < to && Bytes.isToken(bytes[at])) {
            at++;
        }
        if (at == to || bytes[at] != ':') {
            throw new MalformedException(
                    at == to
                            ? "a field without a colon"
                            : "the character " + (bytes[at] & 0xff) + " in a field's name");
        }
        if (at == from) {
            throw new MalformedException("a field without a name");
        }
        return at;
    }

    private static byte[] line(byte[] bytes, int from, int colon, int begin, int end) {
        int name = colon + 1 - from;
        byte[] line = Arrays.copyOfRange(bytes, from, from + name + 1 + (end - begin) + 2);
        line[name] = ' ';
        System.arraycopy(bytes, begin, line, name + 1, end - begin);
        line[line.length - 2] = Bytes.CR;
        line[line.length - 1] = Bytes.LF;
        return line;
    }

    /** The number that a {@code Content-Length} says (RFC 9110 §8.6). */
    static long length(HttpField field) throws MalformedException {
        @Nullable String digits = field.getValue();
        if (digits == null || digits.isEmpty() || digits.length() > 18) {
            throw new MalformedException("a Content-Length that is no number of bytes");
        }
        long length = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                throw new MalformedException("a Content-Length that is no number of bytes");
            }
            length = 10 * length + (c - '0');
        }
        return length;
    }
}
