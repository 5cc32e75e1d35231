package dev.seawall.deploy.flood.polite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One request, ready to be written as often as it is due. Immutable. */
final class Request {
    private static final List<String> WITHOUT_CONTENT = List.of("GET", "HEAD", "DELETE", "OPTIONS", "TRACE");
    private static final List<String> IDEMPOTENT = List.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

    private final byte[] bytes;
    private final boolean bodiless;
    private final boolean repeatable;
    private final Expectation expectation;

    private Request(byte[] bytes, boolean bodiless, boolean repeatable, Expectation expectation) {
        this.bytes = bytes;
        this.bodiless = bodiless;
        this.repeatable = repeatable;
        this.expectation = expectation;
    }

    /**
     * Writes its head once and for all (RFC 9112).
     *
     * @param fields header fields beside those that every request has, each as {@code Name: value}
     * @param body empty where there is none
     */
    static Request of(
            Endpoint endpoint,
            String method,
            String target,
            List<String> fields,
            byte[] body,
            Expectation expectation) {
        var head = new StringBuilder()
                .append(method + " " + target + " HTTP/1.1\r\n")
                .append("Host: " + endpoint.authority() + "\r\n")
                .append("User-Agent: seawall\r\n");
        fields.forEach(field -> head.append(field).append("\r\n"));
        if (body.length > 0 || !WITHOUT_CONTENT.contains(method)) {
            head.append("Content-Length: " + body.length + "\r\n");
        }
        head.append("\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return new Request(bytes.toByteArray(), method.equals("HEAD"), IDEMPOTENT.contains(method), expectation);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Whether the answer has no body whatever its head says, as one to HEAD (RFC 9112 §6.3). */
    boolean isBodiless() {
        return bodiless;
    }

    /** Whether it may be sent again when a kept connection turns out to be closed (RFC 9110 §9.2.2). */
    boolean isRepeatable() {
        return repeatable;
    }

    Expectation expectation() {
        return expectation;
    }
}
