package dev.seawall.frontdoor.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One answer that Seawall makes itself. Immutable.
 *
 * @param status usually the type's own; a {@code bad-request} may be more exact (414, 431, …)
 * @param detail what was observed, by whom
 * @param retryAfter for {@code Retry-After}, null for none
 * @param allow for {@code Allow}, null for none
 */
public record Problem(
        ProblemType type,
        int status,
        String detail,
        @Nullable Duration retryAfter,
        @Nullable String allow) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final JsonMapper JSON = new JsonMapper();

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, type.status(), detail, null, null);
    }

    public Problem withStatus(int exact) {
        return new Problem(type, exact, detail, retryAfter, allow);
    }

    public Problem withRetryAfter(Duration wait) {
        return new Problem(type, status, detail, wait, allow);
    }

    public Problem withAllow(String methods) {
        return new Problem(type, status, detail, retryAfter, methods);
    }

    /** The body. */
    public byte[] json(String requestId) {
        return JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", status)
                .put("detail", detail)
                .put("instance", "urn:seawall:request:" + requestId));
    }
}
