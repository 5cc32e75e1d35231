package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.exchange.ClientRequest;
import dev.seawall.frontdoor.http.exchange.ConnectionFacts;
import dev.seawall.frontdoor.http.exchange.IncomingContent;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/**
 * A request that came by HTTP/2.
 *
 * <p>Thread rule: as {@link ClientRequest}.
 */
final class Http2Request extends ClientRequest {
    private final ConnectionFacts connection;
    private final Http2Exchange exchange;
    private final RequestHead head;
    private final @Nullable IncomingBody body;
    private final int stream;

    Http2Request(
            ConnectionFacts connection,
            Http2Exchange exchange,
            RequestHead head,
            @Nullable IncomingBody body,
            int stream) {
        super(connection, exchange, NanoTime.now());
        this.connection = connection;
        this.exchange = exchange;
        this.head = head;
        this.body = body;
        this.stream = stream;
    }

    @Override
    protected @Nullable IncomingContent content() {
        return body;
    }

    @Override
    protected void demandContent(Runnable available) {
        if (body != null) {
            exchange.demand(body, available);
        }
    }

    @Override
    public String getId() {
        return connection.getId() + '-' + stream;
    }

    @Override
    public String getMethod() {
        return head.method();
    }

    @Override
    public HttpURI getHttpURI() {
        return head.uri();
    }

    @Override
    public HttpFields getHeaders() {
        return head.fields();
    }

    @Override
    public long getLength() {
        return body == null ? 0 : head.length();
    }
}
