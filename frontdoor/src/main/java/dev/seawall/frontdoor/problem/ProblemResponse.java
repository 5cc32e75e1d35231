package dev.seawall.frontdoor.problem;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes a problem as the whole answer to a request that has none yet. Stateless. */
public final class ProblemResponse {
    private ProblemResponse() {}

    public static void write(Problem problem, Request request, Response response, Callback callback) {
        String id = RequestId.of(request);
        byte[] body = problem.json(id);
        response.setStatus(problem.status());
        var fields = response.getHeaders();
        fields.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        fields.put(HttpHeader.CONTENT_LENGTH, body.length);
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        fields.put(RequestId.FIELD, id);
        fields.put(ServerDate.of(request));
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            fields.put(HttpHeader.RETRY_AFTER, retryAfter.plusNanos(999_999_999).toSeconds());
        }
        if (problem.allow() != null) {
            fields.put(HttpHeader.ALLOW, problem.allow());
        }
        boolean bodiless = HttpMethod.HEAD.is(request.getMethod());
        response.write(true, ByteBuffer.wrap(bodiless ? new byte[0] : body), callback);
    }
}
