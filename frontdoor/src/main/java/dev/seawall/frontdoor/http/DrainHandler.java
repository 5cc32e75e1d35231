package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemResponse;
import dev.seawall.frontdoor.problem.ProblemType;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/**
 * The first handler: while the server stops, requests in flight finish and new ones on old connections are sent
 * elsewhere.
 *
 * <p>Thread rule: thread-safe.
 */
final class DrainHandler extends GracefulHandler {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final String name;

    DrainHandler(String name, Handler next) {
        super(next);
        this.name = name;
    }

    @Override
    protected void handleShutdownRejection(Request request, Response response, Callback callback) {
        if (request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        Problem problem = Problem.of(
                        ProblemType.DRAINING, name + " is stopping and takes no more requests; another will")
                .withRetryAfter(RETRY_AFTER);
        ProblemResponse.write(problem, request, response, callback);
    }
}
