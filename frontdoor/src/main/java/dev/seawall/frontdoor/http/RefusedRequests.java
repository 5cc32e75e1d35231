package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.http.http1.Http1Request;
import dev.seawall.frontdoor.http.http1.Http1Response;
import dev.seawall.frontdoor.http.http2.Http2Request;
import dev.seawall.frontdoor.http.http2.Http2Response;
import dev.seawall.frontdoor.problem.RequestId;
import dev.seawall.frontdoor.relay.ExchangeListener;
import dev.seawall.frontdoor.relay.ExchangeRecord;
import dev.seawall.frontdoor.relay.RelayHandler;
import java.time.Instant;
import org.eclipse.jetty.http.HttpVersion;
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
        boolean isHttp2 = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
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
                isHttp2 ? Http2Request.contentBytesRead(request) : Http1Request.contentBytesRead(request),
                isHttp2 ? Http2Response.contentBytesWritten(response) : Http1Response.contentBytesWritten(response),
                ExchangeRecord.Ending.COMPLETE));
    }
}
