package dev.seawall.frontdoor.admin;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the admin port says to one request, whole: its answers are small.
 *
 * @param body shared by all who ask: duplicate it before reading
 * @param allow the {@code Allow} field of a 405, null otherwise
 */
record Answer(
        int status,
        String contentType,
        String cacheControl,
        @Nullable String allow,
        ByteBuffer body) {
    private static final String NO_STORE = "no-store";

    static Answer json(int status, Object value) {
        return new Answer(status, "application/json", NO_STORE, null, ByteBuffer.wrap(Json.bytes(value)));
    }

    static Answer text(String contentType, byte[] body) {
        return new Answer(200, contentType, NO_STORE, null, ByteBuffer.wrap(body));
    }

    /** A file of the page: checked again each time, so that a new version shows at once. */
    static Answer asset(String contentType, byte[] body) {
        return new Answer(200, contentType, "no-cache", null, ByteBuffer.wrap(body));
    }

    static Answer problem(int status, String type, String title, String detail) {
        return problem(new Problem("urn:seawall:problem:" + type, title, status, detail));
    }

    /** A problem that its status says all about ({@code about:blank}, RFC 9457 section 4.2.1). */
    static Answer problem(int status, String title, String detail) {
        return problem(new Problem("about:blank", title, status, detail));
    }

    /** @param allow the methods that are */
    static Answer notAllowed(String allow) {
        String title = "Only " + allow.replaceFirst(", (\\w+)$", " and $1") + " are served here";
        return problem(new Problem("urn:seawall:problem:method-not-allowed", title, 405, "nothing was changed"), allow);
    }

    private static Answer problem(Problem problem) {
        return problem(problem, null);
    }

    private static Answer problem(Problem problem, @Nullable String allow) {
        return new Answer(
                problem.status(), "application/problem+json", NO_STORE, allow, ByteBuffer.wrap(Json.bytes(problem)));
    }

    /** RFC 9457; no instance, because the admin port numbers no requests. */
    record Problem(String type, String title, int status, String detail) {}
}
