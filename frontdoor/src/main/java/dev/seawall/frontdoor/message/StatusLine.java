package dev.seawall.frontdoor.message;

import java.util.Arrays;
import org.eclipse.jetty.http.HttpVersion;

/**
 * The first line of an answer (RFC 9112 §4). Its reason phrase is for people and is not kept; one that is missing
 * together with the blank before it is forgiven, as everybody does.
 *
 * @param status from 100 to 999
 */
public record StatusLine(HttpVersion version, int status) {
    private static final byte[] HTTP_1 = {'H', 'T', 'T', 'P', '/', '1', '.'};
    private static final int SHORTEST = "HTTP/1.1 200".length();

    /** Of a head that was read. */
    public static StatusLine of(HeadReader head) throws MalformedException {
        byte[] bytes = head.bytes();
        int begin = head.start();
        int end = Bytes.findCr(bytes, begin, head.end());
        int status = begin + HTTP_1.length + 2;
        if (end - begin < SHORTEST
                || !Arrays.equals(HTTP_1, 0, HTTP_1.length, bytes, begin, begin + HTTP_1.length)
                || (bytes[status - 2] != '0' && bytes[status - 2] != '1')
                || bytes[status - 1] != ' ') {
            throw new MalformedException("a status line that does not begin with HTTP/1.1 or HTTP/1.0 and a blank");
        }
        for (int i = status; i < status + 3; i++) {
            if (!Bytes.isDigit(bytes[i])) {
                throw new MalformedException("a status line without a status of three digits");
            }
        }
        if (bytes[status] == '0' || (end > status + 3 && bytes[status + 3] != ' ')) {
            throw new MalformedException("a status line without a status of three digits");
        }
        for (int i = status + 3; i < end; i++) {
            if (!Bytes.isText(bytes[i])) {
                throw new MalformedException("the character " + (bytes[i] & 0xff) + " in a reason phrase");
            }
        }
        return new StatusLine(
                bytes[status - 2] == '1' ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0,
                100 * (bytes[status] - '0') + 10 * (bytes[status + 1] - '0') + (bytes[status + 2] - '0'));
    }

    /** Hands over the fields behind it. */
    public static void fields(HeadReader head, FieldConsumer fields) throws MalformedException {
        RequestLine.fields(head, fields);
    }
}
