package dev.seawall.backend.api;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what the HTTP layer refuses (unreadable requests, requests during the drain) in the same form as everything
 * else. Thread rule: thread-safe.
 */
final class ProblemErrorHandler implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        String detail = message == null ? "the request was refused" : message.toString();
        Problem problem;
        if (status == 503) {
            problem = new Problem(Problem.Type.DRAINING, "the worker is stopping and takes no new requests");
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        } else if (status >= 500) {
            problem = new Problem(Problem.Type.UNEXPECTED, detail);
        } else {
            problem = new Problem(Problem.Type.BAD_REQUEST, detail);
        }
        byte[] body = problem.json(status, request.getHeaders().get("X-Request-Id"));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
