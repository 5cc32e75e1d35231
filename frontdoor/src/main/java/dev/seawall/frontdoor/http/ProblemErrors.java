package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemResponse;
import dev.seawall.frontdoor.problem.ProblemType;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the server itself refuses (a malformed head, a version it doesn't speak, …) is a problem like any other.
 *
 * <p>Thread rule: stateless.
 */
final class ProblemErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        if (request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()) {
            // What follows a request that could not be read may not be the next one.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        ProblemResponse.write(problem(status, request), request, response, callback);
        return true;
    }

    private static Problem problem(int status, Request request) {
        if (HttpStatus.isServerError(status) && status != HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505) {
            return Problem.of(ProblemType.UNEXPECTED, "the request failed here; it may have had its effect")
                    .withStatus(status);
        }
        Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        String detail = message == null ? HttpStatus.getMessage(status) : message.toString();
        return status == HttpStatus.REQUEST_TIMEOUT_408
                ? Problem.of(ProblemType.TOO_SLOW, detail)
                : Problem.of(ProblemType.BAD_REQUEST, detail).withStatus(status);
    }
}
