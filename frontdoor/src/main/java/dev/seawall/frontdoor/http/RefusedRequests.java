package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.http.exchange.ClientRequest;
import dev.seawall.frontdoor.http.exchange.ClientResponse;
import dev.seawall.frontdoor.problem.RequestId;
import dev.seawall.frontdoor.relay.ExchangeListener;
import dev.seawall.frontdoor.relay.ExchangeRecord;
import dev.seawall.frontdoor.relay.RelayHandler;
import java.time.Instant;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

/**
 * Tells of the requests that were refused before the relay had them: malformed ones, ambiguous ones, those that came
 * while the server stops. The server calls it once for every request that is over; the relay's own it leaves alone, and those that the guard
 * refused: a flood is counted, not told of.
 *
 * <p>Thread rule: thread-safe, never blocks.
 */
final class RefusedRequests implements RequestLog {
    private final ExchangeListener listener;

    RefusedRequests(ExchangeListener listener) {
        this.listener = listener;
    }

    @Override
    public void log(Request request, Response response) {
        if (RelayHandler.took(request) || GuardHandler.refused(request)) {
            return;
        }
        String target = request.getHttpURI().getPathQuery();
        listener.onBegin();
        listener.onEnd(new ExchangeRecord(
                Instant.ofEpochMilli(Request.getTimeStamp(request)),
                NanoTime.since(request.getHeadersNanoTime()),
                RequestId.of(request),
                Request.getRemoteAddr(request),
                request.getConnectionMetaData().getProtocol(),
                request.getMethod(),
                target == null ? "" : target,
                null,
                null,
                response.getStatus(),
                ClientRequest.contentBytesRead(request),
                ClientResponse.contentBytesWritten(response),
                ExchangeRecord.Ending.COMPLETE));
    }
}
