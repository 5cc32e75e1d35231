package dev.seawall.frontdoor.http.exchange;

import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.server.TunnelSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request as handlers see it. It has no stream to wrap and no session.
 *
 * <p>Thread rule: the body has one reader at a time; the rest is thread-safe.
 */
public abstract class ClientRequest extends FewAttributes implements Request {
    private final ConnectionFacts connection;
    private final ClientExchange exchange;
    private final long beginNanoTime;

    /** @param beginNanoTime when its first byte was read, or its head */
    protected ClientRequest(ConnectionFacts connection, ClientExchange exchange, long beginNanoTime) {
        this.connection = connection;
        this.exchange = exchange;
        this.beginNanoTime = beginNanoTime;
    }

    /** The bytes of content that handlers have read, whichever protocol the request came by. */
    public static long contentBytesRead(Request request) {
        if (Request.unWrap(request) instanceof ClientRequest own) {
            IncomingContent content = own.content();
            return content == null ? 0 : content.bytesRead();
        }
        return Request.getContentBytesRead(request);
    }

    /** Null when the head is the whole request. */
    protected abstract @Nullable IncomingContent content();

    /** Has {@code available} run when there is something to read. */
    protected abstract void demandContent(Runnable available);

    @Override
    public Components getComponents() {
        return connection;
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
        return connection;
    }

    @Override
    public Context getContext() {
        return connection.getConnector().getServer().getContext();
    }

    @Override
    public @Nullable HttpFields getTrailers() {
        IncomingContent content = content();
        return content == null ? null : content.trailers();
    }

    @Override
    public long getBeginNanoTime() {
        return beginNanoTime;
    }

    @Override
    public long getHeadersNanoTime() {
        return beginNanoTime;
    }

    @Override
    public boolean isSecure() {
        return connection.isSecure();
    }

    @Override
    public Content.@Nullable Chunk read() {
        IncomingContent content = content();
        return content == null ? Content.Chunk.EOF : content.read();
    }

    @Override
    public boolean consumeAvailable() {
        IncomingContent content = content();
        return content == null || content.consumeAvailable();
    }

    @Override
    public void demand(Runnable available) {
        if (content() == null) {
            available.run();
        } else {
            demandContent(available);
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
        return getMethod() + ' ' + getHttpURI() + ' ' + connection.getHttpVersion();
    }
}
