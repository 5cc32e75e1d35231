package dev.seawall.frontdoor.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpVersion;

/**
 * The first line of a request (RFC 9112 §3), one blank between its parts.
 *
 * @param target byte for byte, of visible ASCII alone (RFC 3986 §2)
 * @param version of HTTP/2 there is only the preface's (RFC 9113 §3.4)
 */
public record RequestLine(String method, String target, HttpVersion version) {
    private static final int VERSION_NOT_SUPPORTED = 505;
    private static final byte[][] METHODS = {
        bytes("GET"), bytes("POST"), bytes("PUT"), bytes("HEAD"), bytes("DELETE"), bytes("OPTIONS"), bytes("PATCH")
    };
    private static final String[] METHOD_NAMES = {"GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH"};
    private static final byte[] HEAD = bytes("HEAD ");
    private static final byte[] HTTP_1_1 = bytes("HTTP/1.1");
    private static final byte[] HTTP_1_0 = bytes("HTTP/1.0");
    private static final byte[] HTTP_2_0 = bytes("HTTP/2.0");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Of a head that was read. */
    public static RequestLine of(HeadReader head) throws MalformedException {
        byte[] bytes = head.bytes();
        int begin = head.start();
        int end = Bytes.findCr(bytes, begin, head.end());
        int methodEnd = endOfMethod(bytes, begin, end);
        int targetEnd = endOfTarget(bytes, methodEnd + 1, end);
        return new RequestLine(
                method(bytes, begin, methodEnd),
                new String(bytes, methodEnd + 1, targetEnd - methodEnd - 1, StandardCharsets.ISO_8859_1),
                version(bytes, targetEnd + 1, end));
    }

    /** Hands over the fields behind it. */
    public static void fields(HeadReader head, FieldConsumer fields) throws MalformedException {
        int end = Bytes.findCr(head.bytes(), head.start(), head.end());
        FieldReader.read(head.bytes(), end + 2, head.end(), fields);
    }

    /** Whether the method is HEAD, as far as the line was read, whatever follows: no answer to that has content. */
    public static boolean beginsWithHead(HeadReader head) {
        int end = head.start() + HEAD.length;
        return head.end() >= end && Arrays.equals(HEAD, 0, HEAD.length, head.bytes(), head.start(), end);
    }

    private static int endOfMethod(byte[] bytes, int from, int to) throws MalformedException {
        int at = from;
        while (at < to && Bytes.isToken(bytes[at])) {
            at++;
        }
        if (at == from || at == to || bytes[at] != ' ') {
            throw new MalformedException("a request line without a method and a blank behind it");
        }
        return at;
    }

    private static int endOfTarget(byte[] bytes, int from, int to) throws MalformedException {
        int at = from;
        while (at < to && bytes[at] != ' ') {
            if (bytes[at] <= ' ' || bytes[at] == 0x7f) {
                throw new MalformedException("the character " + (bytes[at] & 0xff) + " in the request's target");
            }
            at++;
        }
        if (at == from) {
            throw new MalformedException("a request line without a target, or with more than one blank before it");
        }
        if (at == to) {
            throw new MalformedException(VERSION_NOT_SUPPORTED, "HTTP/0.9 is not spoken here");
        }
        return at;
    }

    private static String method(byte[] bytes, int from, int to) {
        for (int i = 0; i < METHODS.length; i++) {
            if (Arrays.equals(METHODS[i], 0, METHODS[i].length, bytes, from, to)) {
                return METHOD_NAMES[i];
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    private static HttpVersion version(byte[] bytes, int from, int to) throws MalformedException {
        if (Arrays.equals(HTTP_1_1, 0, HTTP_1_1.length, bytes, from, to)) {
            return HttpVersion.HTTP_1_1;
        }
        if (Arrays.equals(HTTP_1_0, 0, HTTP_1_0.length, bytes, from, to)) {
            return HttpVersion.HTTP_1_0;
        }
        if (Arrays.equals(HTTP_2_0, 0, HTTP_2_0.length, bytes, from, to)) {
            return HttpVersion.HTTP_2;
        }
        boolean other = to - from == HTTP_1_1.length
                && Arrays.equals(HTTP_1_1, 0, 5, bytes, from, from + 5)
                && Bytes.isDigit(bytes[from + 5])
                && bytes[from + 6] == '.'
                && Bytes.isDigit(bytes[from + 7]);
        throw other
                ? new MalformedException(VERSION_NOT_SUPPORTED, "a version other than HTTP/1.1 and HTTP/1.0")
                : new MalformedException("a request line that does not end with a version");
    }
}
