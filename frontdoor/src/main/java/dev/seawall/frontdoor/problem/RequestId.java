package dev.seawall.frontdoor.problem;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.util.Attributes;

/** The id by which a request is found again in logs on both sides. Stateless. */
public final class RequestId {
    public static final String FIELD = "X-Request-Id";
    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final HexFormat HEX = HexFormat.of();

    private RequestId() {}

    /** The request's own, made at the first call: 32 lower-case hex digits. What a client sends is never used. */
    public static String of(Attributes request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
