package dev.seawall.frontdoor.problem;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.util.Attributes;

/** The id by which a request is found again in logs on both sides. Stateless. */
public final class RequestId {
    public static final String FIELD = "X-Request-Id";
    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 32;

    private RequestId() {}

    /** The request's own, made at the first call: 32 lower-case hex digits. What a client sends is never used. */
    public static String of(Attributes request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] digits = new byte[DIGITS];
        put(random.nextLong(), digits, 0);
        put(random.nextLong(), digits, DIGITS / 2);
        String id = new String(digits, StandardCharsets.ISO_8859_1);
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static void put(long bits, byte[] digits, int at) {
        for (int i = 0; i < DIGITS / 2; i++) {
            digits[at + i] = HEX[(int) (bits >>> (4 * i)) & 0xf];
        }
    }
}
