package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.guard.Guard;
import dev.seawall.frontdoor.guard.Visitor;
import dev.seawall.frontdoor.loops.LoopEndPoint;
import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemResponse;
import dev.seawall.frontdoor.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.Callback;

/**
 * Asks the guard of every request, before anything is spent on it: whoever asks too much is told when to come back, in
 * the fields of draft-ietf-httpapi-ratelimit-headers-11 too, and who does not listen is cut off.
 *
 * <p>Thread rule: thread-safe.
 */
final class GuardHandler extends Handler.Wrapper {
    private static final String REFUSED = GuardHandler.class.getName();

    /** Seconds, by chance, so that those who are refused together don't come back together. */
    private static final int LATEST_RETRY = 3;

    private final String name;
    private final Guard guard;

    /** @param name this front door's */
    GuardHandler(String name, Guard guard, Handler next) {
        super(next);
        this.name = name;
        this.guard = guard;
    }

    /** Whether the request was refused here: it is counted by the guard, and nowhere else. */
    static boolean refused(Attributes request) {
        return request.getAttribute(REFUSED) != null;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        LoopEndPoint socket =
                LoopEndPoint.of(request.getConnectionMetaData().getConnection().getEndPoint());
        if (!(socket.guest() instanceof Visitor visitor)) {
            return super.handle(request, response, callback);
        }
        return switch (guard.request(visitor)) {
            case ADMITTED -> super.handle(request, response, callback);
            case LIMITED -> {
                request.setAttribute(REFUSED, true);
                limit(request, response, callback);
                yield true;
            }
            case TURNED_OFF -> {
                request.setAttribute(REFUSED, true);
                var cause = new Request.Handler.AbortException("the client asked too much for too long");
                socket.reset(cause);
                callback.failed(cause);
                yield true;
            }
        };
    }

    private void limit(Request request, Response response, Callback callback) {
        boolean http1 = request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion();
        if (http1 && hasBody(request)) {
            // Nobody reads it, and it would be taken for the next request.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        int seconds = ThreadLocalRandom.current().nextInt(1, LATEST_RETRY + 1);
        String policy = guard.policy();
        response.getHeaders().put("RateLimit-Policy", policy).put("RateLimit", "\"requests\";r=0;t=" + seconds);
        Problem problem = Problem.of(
                        ProblemType.TOO_MANY_REQUESTS,
                        name + " took no more requests from the client's network, whose rate is " + policy)
                .withRetryAfter(Duration.ofSeconds(seconds));
        ProblemResponse.write(problem, request, response, callback);
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }
}
