package dev.seawall.frontdoor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether what a client received are HTTP/2 frames (RFC 9113 §4.1), none of which says that the server failed. Stateless. */
final class Frames {
    private static final int HEAD_BYTES = 9;
    private static final int GOAWAY = 7;
    private static final int CONTINUATION = 9;

    /** What a client that has not said otherwise must be able to take (RFC 9113 §6.5.2). */
    private static final int MOST_BYTES = 16_384;

    private static final long INTERNAL_ERROR = 2;

    private Frames() {}

    static void check(FuzzClient.Received received) {
        String bytes = received.bytes();
        int at = 0;
        while (at < bytes.length()) {
            int end =
                    bytes.length() < at + HEAD_BYTES ? Integer.MAX_VALUE : at + HEAD_BYTES + (int) number(bytes, at, 3);
            if (end > bytes.length()) {
                assertThat(received.orderly())
                        .as("a frame cut off at %s: %s", at, received)
                        .isFalse();
                return;
            }
            checkFrame(bytes.substring(at, end));
            at = end;
        }
    }

    private static void checkFrame(String frame) {
        assertThat(frame.length() - HEAD_BYTES).as("length of %s", frame).isLessThanOrEqualTo(MOST_BYTES);
        int type = frame.charAt(3);
        assertThat(type).as("type of %s", frame).isLessThanOrEqualTo(CONTINUATION);
        if (type == GOAWAY) {
            assertThat(number(frame, HEAD_BYTES + 4, 4))
                    .as("error of a connection: %s", frame)
                    .isNotEqualTo(INTERNAL_ERROR);
        }
    }

    private static long number(String bytes, int at, int count) {
        long number = 0;
        for (int i = at; i < at + count; i++) {
            number = number << 8 | bytes.charAt(i);
        }
        return number;
    }
}
