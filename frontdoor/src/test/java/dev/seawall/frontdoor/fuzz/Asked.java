package dev.seawall.frontdoor.fuzz;

import java.util.Arrays;
import java.util.List;

/**
 * What a client asks, plainly and to the end, while its worker answers what the fuzzer says. The input's first byte
 * chooses: the letter, or else any.
 *
 * <p>Immutable.
 */
enum Asked {
    GET('G', Reading.FIRST, List.of("GET"), "GET /asked/0 HTTP/1.1\r\nHost: a\r\n\r\n"),
    HEAD('H', Reading.FIRST, List.of("HEAD"), "HEAD /asked/0 HTTP/1.1\r\nHost: a\r\n\r\n"),
    PUT('P', Reading.FIRST, List.of("PUT"), "PUT /asked/0 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"),
    PUT_ANSWERED_EARLY(
            'p', Reading.AFTER, List.of("PUT"), "PUT /asked/0 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"),
    POST('O', Reading.FIRST, List.of("POST"), "POST /asked/0 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"),
    CHUNKED(
            'C',
            Reading.FIRST,
            List.of("PUT"),
            "PUT /asked/0 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-End: 1\r\n\r\n"),
    EXPECT(
            'E',
            Reading.AFTER,
            List.of("PUT"),
            "PUT /asked/0 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello"),
    OLD('0', Reading.FIRST, List.of("GET"), "GET /asked/0 HTTP/1.0\r\nHost: a\r\n\r\n"),
    UPGRADE(
            'U',
            Reading.FIRST,
            List.of("GET"),
            "GET /asked/0 HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"),
    TWO(
            '2',
            Reading.FIRST,
            List.of("GET", "GET"),
            "GET /asked/0 HTTP/1.1\r\nHost: a\r\n\r\nGET /asked/1 HTTP/1.1\r\nHost: a\r\n\r\n"),
    HEAD_THEN_POST(
            '3',
            Reading.FIRST,
            List.of("HEAD", "POST"),
            "HEAD /asked/0 HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "POST /asked/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");

    /** When the worker reads a request's body. */
    enum Reading {
        FIRST,
        AFTER
    }

    private final char letter;
    private final Reading reading;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<String> methods;

    private final String bytes;

    Asked(char letter, Reading reading, List<String> methods, String bytes) {
        this.letter = letter;
        this.reading = reading;
        this.methods = methods;
        this.bytes = bytes;
    }

    static Asked by(byte first) {
        return Arrays.stream(values())
                .filter(asked -> asked.letter == first)
                .findFirst()
                .orElse(values()[Byte.toUnsignedInt(first) % values().length]);
    }

    boolean isReadFirst() {
        return reading == Reading.FIRST;
    }

    /** Of its requests, in order. */
    List<String> methods() {
        return methods;
    }

    Part part() {
        return new Part(List.of(bytes), Part.End.LAST);
    }

    /** The place of a request in {@link #methods}. */
    static int number(Head request) {
        return Integer.parseInt(request.target().substring("/asked/".length()));
    }

    /** RFC 9110 §9.2.2. */
    static boolean isIdempotent(String method) {
        return !method.equals("POST");
    }
}
