package dev.seawall.frontdoor.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a client's bytes are by RFC 9112: the requests a server may take from them, and what follows that is none.
 * Immutable.
 *
 * @param messages all whole but perhaps the last
 * @param rest behind them; empty when nothing is left that may be answered
 * @param http2 the connection begins with HTTP/2's preface (RFC 9113 §3.4), and says nothing here
 */
record Requests(List<Message> messages, String rest, boolean http2) {
    static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /** As much of the preface as turns a connection to HTTP/2; without the rest the answer is in HTTP/2 as well. */
    private static final String PREFACED = "PRI * HTTP/2.0\r\n\r\n";

    private static final Pattern LIKE_HEAD = Pattern.compile("(\\r\\n)*HEAD ");

    static Requests in(Part part) {
        String bytes = part.bytes();
        if (bytes.startsWith(PREFACED)) {
            return new Requests(List.of(), bytes, true);
        }
        ByteArrayInputStream in = new ByteArrayInputStream(Http1.bytes(bytes));
        Http1 reader = new Http1(in, false);
        List<Message> messages = new ArrayList<>();
        String rest = bytes;
        try {
            for (Head head = reader.requestHead(); head != null; head = reader.requestHead()) {
                Message message = reader.requestBody(head);
                messages.add(message);
                boolean last = head.isLast() || !message.isWhole();
                rest = last ? "" : bytes.substring(bytes.length() - in.available());
                if (last) {
                    break;
                }
            }
        } catch (IOException e) {
            // What is left is no request.
        }
        return new Requests(List.copyOf(messages), rest, false);
    }

    int whole() {
        return (int) messages.stream().filter(Message::isWhole).count();
    }

    /** The method of the request that the answer of that number belongs to, or of what is not quite one. */
    String method(int number) {
        if (number < messages.size()) {
            return messages.get(number).head().method();
        }
        return LIKE_HEAD.matcher(rest).lookingAt() ? "HEAD" : "GET";
    }
}
