package dev.seawall.backend.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error as {@code application/problem+json} (RFC 9457; docs/protocol.md section 7). Thread rule: immutable.
 *
 * @param detail what was observed, by whom
 */
record Problem(Type type, String detail) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern REQUEST_ID = Pattern.compile("[0-9a-f]{32}");

    /** What a worker can say. */
    enum Type {
        BAD_KEY(400, "The key cannot be read"),
        BAD_LISTING(400, "The listing's parameters cannot be read"),
        BAD_DIGEST(400, "The digest cannot be read"),
        DIGEST_MISMATCH(400, "The body does not have the digest given with it"),
        BAD_REQUEST(400, "The request cannot be read"),
        NO_ROUTE(404, "Nothing is served here"),
        NO_OBJECT(404, "There is no such object"),
        METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
        PRECONDITION_FAILED(412, "A precondition does not hold"),
        BODY_TOO_LARGE(413, "The body is too large"),
        RANGE_NOT_SATISFIABLE(416, "No range asked for is inside the object"),
        UNSUPPORTED_ENCODING(415, "The content encoding is not supported"),
        WRONG_SLOT(421, "The request is meant for another worker"),
        UNEXPECTED(500, "The worker could not answer"),
        DRAINING(503, "The worker is stopping"),
        TOO_LATE(503, "The time for the request was over"),
        STORAGE_FAILED(503, "The storage failed"),
        STORAGE_FULL(507, "The storage is full");

        private final int status;
        private final String title;

        Type(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String urn() {
            return "urn:seawall:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    byte[] json(@Nullable String requestId) {
        return json(type.status, requestId);
    }

    /** With a status of its own, for what the HTTP layer refuses. */
    byte[] json(int status, @Nullable String requestId) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type.urn());
        fields.put("title", type.title);
        fields.put("status", status);
        fields.put("detail", detail);
        if (requestId != null && REQUEST_ID.matcher(requestId).matches()) {
            fields.put("instance", "urn:seawall:request:" + requestId);
        }
        return JSON.writeValueAsBytes(fields);
    }
}
