package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.cache.Client;
import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemResponse;
import dev.seawall.frontdoor.problem.ProblemType;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A client's request, the response to it and what is told of it at the end.
 *
 * <p>Thread rule: one thread at a time ends it; once ended, nothing more is to be called.
 */
class ClientSide implements Client {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ExchangeLog log;
    private final @Nullable ClientBody body;

    ClientSide(Request request, Response response, Callback callback, ExchangeLog log, long mostBodyBytes) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.log = log;
        this.body = ClientBody.of(request, mostBodyBytes);
    }

    private ClientSide(ClientSide same, Response around, Callback callback) {
        this.request = same.request;
        this.response = around;
        this.callback = callback;
        this.log = same.log;
        this.body = same.body;
    }

    /**
     * The same client, answered through a response around its own.
     *
     * @param onBreak run before it is told that there is no whole answer; null for nothing
     */
    ClientSide through(Response around, @Nullable Runnable onBreak) {
        Callback told = onBreak == null
                ? callback
                : Callback.from(callback.getInvocationType(), callback::succeeded, cause -> {
                    onBreak.run();
                    callback.failed(cause);
                });
        return new ClientSide(this, around, told);
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Response response() {
        return response;
    }

    @Nullable
    ClientBody body() {
        return body;
    }

    ExchangeLog log() {
        return log;
    }

    boolean upgradesToWebSocket() {
        HttpFields head = request.getHeaders();
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && head.contains(HttpHeader.CONNECTION, HttpHeaderValue.UPGRADE.asString())
                && head.contains(HttpHeader.UPGRADE, "websocket");
    }

    /** HTTP/1.0 knows no interim answers. */
    @Override
    public void passInterim(int status, HttpFields interim, Runnable goOn) {
        if (request.getConnectionMetaData().getHttpVersion().getVersion() >= HttpVersion.HTTP_1_1.getVersion()) {
            HttpFields.Mutable passing = HttpFields.build();
            interim.stream().filter(HopByHop.of(interim)::passes).forEach(passing::add);
            // A failed write is the client's failure, of which the request's failure listener hears.
            var unused = response.writeInterim(status, passing).whenComplete((none, failure) -> goOn.run());
        } else {
            goOn.run();
        }
    }

    /** Answers with a problem, the response not having begun. */
    @Override
    public void refuse(Problem problem) {
        closeUnlessComplete();
        boolean bodiless = "HEAD".equals(request.getMethod());
        ProblemResponse.write(
                problem,
                request,
                response,
                Callback.from(
                        () -> end(
                                problem.status(),
                                bodiless ? 0 : response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH)),
                        failure -> breakOff(failure, false, 0)));
    }

    /** HTTP/1.1: the rest of a body nobody reads would be taken for the next request. */
    void closeUnlessComplete() {
        boolean http1 = request.getConnectionMetaData().getHttpVersion().getVersion() < 20;
        if (http1 && body != null && !body.isComplete()) {
            response.getHeaders().put("Connection", "close");
        }
    }

    /** Whether the server has stopped, not only begun to: what fails from then on fails for that. */
    boolean isServerStopped() {
        return !request.getConnectionMetaData().getConnector().isRunning();
    }

    /** The whole response has been handed to the socket. */
    @Override
    public void end(int status, long responseBytes) {
        discardBody();
        log.end(status, bytesRead(), responseBytes, ExchangeRecord.Ending.COMPLETE);
        callback.succeeded();
    }

    /** Answers with 101; the exchange ends with the tunnel. */
    void switched() {
        callback.succeeded();
    }

    void tunnelEnded(long fromClient, long toClient) {
        log.end(HttpStatus.SWITCHING_PROTOCOLS_101, fromClient, toClient, ExchangeRecord.Ending.COMPLETE);
    }

    /** Breaks the client's stream off, so that what it has can't look complete. */
    @Override
    public void breakOff(Throwable cause, boolean byWorker, long responseBytes) {
        discardBody();
        log.end(
                response.isCommitted() ? response.getStatus() : 0,
                bytesRead(),
                responseBytes,
                byWorker ? ExchangeRecord.Ending.WORKER_BROKE_OFF : ExchangeRecord.Ending.CLIENT_GONE);
        callback.failed(cause);
    }

    /** The request's body failed: says why where the client is still there to hear it. */
    void bodyFailed(Throwable cause) {
        switch (cause) {
            case HttpException http -> refuse(problem(http));
            case TimeoutException late ->
                refuse(Problem.of(ProblemType.TOO_SLOW, "the body was waited for in vain: " + late.getMessage()));
            default -> breakOff(cause, false, 0);
        }
    }

    private static Problem problem(HttpException cause) {
        String reason = cause.getReason() == null ? "the body cannot be read" : cause.getReason();
        return cause.getCode() == HttpStatus.PAYLOAD_TOO_LARGE_413
                ? Problem.of(ProblemType.BODY_TOO_LARGE, reason)
                : Problem.of(ProblemType.BAD_REQUEST, reason).withStatus(cause.getCode());
    }

    private void discardBody() {
        if (body != null) {
            body.discard();
        }
    }

    private long bytesRead() {
        return body == null ? 0 : body.bytesRead();
    }
}
