package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.http1.ConnectionFacts;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.server.TunnelSupport;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/**
 * A request as handlers see it. It has no stream to wrap and no session.
 *
 * <p>Thread rule: the body has one reader at a time; the rest is thread-safe.
 */
public final class Http2Request extends Attributes.Lazy implements Request {
    private final ConnectionFacts connection;
    private final Http2Exchange exchange;
    private final RequestHead head;
    private final @Nullable IncomingBody body;
    private final int stream;
    private final long headersNanoTime = NanoTime.now();

    Http2Request(
            ConnectionFacts connection,
            Http2Exchange exchange,
            RequestHead head,
            @Nullable IncomingBody body,
            int stream) {
        this.connection = connection;
        this.exchange = exchange;
        this.head = head;
        this.body = body;
        this.stream = stream;
    }

    /** The bytes of content that handlers have read; -1 when the request came by another protocol. */
    public static long contentBytesRead(Request request) {
        if (Request.unWrap(request) instanceof Http2Request own) {
            return own.body == null ? 0 : own.body.bytesRead();
        }
        return -1;
    }

    /** Null when the head is the whole request. */
    @Nullable
    IncomingBody body() {
        return body;
    }

    @Override
    public String getId() {
        return connection.getId() + '-' + stream;
    }

    @Override
    public Components getComponents() {
        return connection;
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
        return connection;
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
    public Context getContext() {
        return connection.getConnector().getServer().getContext();
    }

    @Override
    public HttpFields getHeaders() {
        return head.fields();
    }

    @Override
    public @Nullable HttpFields getTrailers() {
        return body == null ? null : body.trailers();
    }

    @Override
    public long getBeginNanoTime() {
        return headersNanoTime;
    }

    @Override
    public long getHeadersNanoTime() {
        return headersNanoTime;
    }

    @Override
    public boolean isSecure() {
        return connection.isSecure();
    }

    @Override
    public long getLength() {
        return body == null ? 0 : head.length();
    }

    @Override
    public Content.@Nullable Chunk read() {
        return body == null ? Content.Chunk.EOF : body.read();
    }

    @Override
    public boolean consumeAvailable() {
        return body == null || body.consumeAvailable();
    }

    @Override
    public void demand(Runnable available) {
        if (body == null) {
            available.run();
        } else {
            exchange.demand(body, available);
        }
    }

    @Override
    public void fail(Throwable failure) {
        exchange.onFailure(failure);
    }

    @Override
    public void addIdleTimeoutListener(Predicate<TimeoutException> onIdleTimeout) {
        exchange.addIdleListener(onIdleTimeout);
    }

    @Override
    public void addFailureListener(Consumer<Throwable> onFailure) {
        exchange.addFailureListener(onFailure);
    }

    @Override
    public @Nullable TunnelSupport getTunnelSupport() {
        return null;
    }

    @Override
    public void addHttpStreamWrapper(Function<HttpStream, HttpStream> wrapper) {
        throw new UnsupportedOperationException("there is no stream here: the callback tells of a request's end");
    }

    @Override
    public @Nullable Session getSession(boolean create) {
        return null;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return head.method() + ' ' + head.uri() + " HTTP/2.0";
    }
}
