package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.exchange.ClientExchange;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer by HTTP/2, where what breaks off resets the stream.
 *
 * <p>Thread rule: as {@link ClientExchange}.
 */
final class Http2Exchange extends ClientExchange {
    private final Session session;
    private final Http2Stream stream;
    private final RequestHead head;
    private final @Nullable IncomingBody body;
    private final Http2Request request;
    private final Http2Response response;

    Http2Exchange(Session session, Http2Stream stream, RequestHead head, @Nullable IncomingBody body) {
        this.session = session;
        this.stream = stream;
        this.head = head;
        this.body = body;
        this.request = new Http2Request(session.connection().facts(), this, head, body, stream.id());
        this.response = new Http2Response(session, stream, request, this);
    }

    /** Opens the stream and gives the request to the handlers, or answers it when none of them gets to see it. */
    void begin() {
        stream.begin(this, body);
        session.add(stream);
        try {
            head.complete(session.connection().facts());
        } catch (HttpException.RuntimeException e) {
            failed(e);
            return;
        }
        handle();
    }

    @Override
    protected Http2Request request() {
        return request;
    }

    @Override
    protected Http2Response response() {
        return response;
    }

    @Override
    protected Server server() {
        return session.connection().facts().getConnector().getServer();
    }

    void demand(IncomingBody from, Runnable available) {
        if (from.demand(available)) {
            run(available);
        } else if (from.takeContinue()) {
            var unused = response.writeContinue();
        }
    }

    @Override
    protected boolean isCut() {
        return stream.reset() != null;
    }

    @Override
    protected void onOwnAnswer() {
        // The connection goes on.
    }

    @Override
    protected void cutOff(Throwable cause) {
        session.reset(stream, ErrorCode.INTERNAL_ERROR, cause);
    }

    @Override
    protected void cutWrite(Throwable cause) {
        session.reset(stream, ErrorCode.CANCEL, cause);
    }

    @Override
    protected void onEnd() {
        if (body != null) {
            body.discard();
        }
        if (!stream.isRemoteEnded()) {
            // RFC 9113 §8.1: the answer is complete, what the client still sends is not needed.
            session.reset(stream, ErrorCode.NO_ERROR, new IllegalStateException("answered"));
        }
    }

    @Override
    protected void onOver() {
        session.onExchangeOver();
    }
}
