package dev.seawall.frontdoor.http.http1;

import dev.seawall.frontdoor.http.exchange.ClientRequest;
import dev.seawall.frontdoor.http.exchange.ConnectionFacts;
import dev.seawall.frontdoor.http.exchange.IncomingContent;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.jspecify.annotations.Nullable;

/**
 * A request that came by HTTP/1.
 *
 * <p>Thread rule: as {@link ClientRequest}.
 */
final class Http1Request extends ClientRequest {
    private final ConnectionFacts connection;
    private final RequestHead head;
    private @Nullable RequestBody body;

    Http1Request(ConnectionFacts connection, Http1Exchange exchange, RequestHead head, long beginNanoTime) {
        super(connection, exchange, beginNanoTime);
        this.connection = connection;
        this.head = head;
    }

    /** Before any handler has it. */
    void body(RequestBody comes) {
        body = comes;
    }

    /** Null when the head is the whole request. */
    @Nullable
    RequestBody body() {
        return body;
    }

    RequestHead head() {
        return head;
    }

    /** Gives back what of the body was read ahead; nobody reads on. */
    void discardBody() {
        if (body != null) {
            body.discard();
        }
    }

    @Override
    protected @Nullable IncomingContent content() {
        return body;
    }

    @Override
    protected void demandContent(Runnable available) {
        if (body != null) {
            body.demand(available);
        }
    }

    @Override
    public String getId() {
        return connection.getId() + '-' + Long.toHexString(getBeginNanoTime());
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
        return head.length();
    }
}
