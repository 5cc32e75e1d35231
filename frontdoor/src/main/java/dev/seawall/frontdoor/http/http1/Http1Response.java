package dev.seawall.frontdoor.http.http1;

import dev.seawall.frontdoor.http.exchange.ClientResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;

/**
 * An answer that goes by HTTP/1.
 *
 * <p>Thread rule: as {@link ClientResponse}.
 */
final class Http1Response extends ClientResponse {
    private final Http1Request request;
    private final ResponseWriter writer;

    Http1Response(Http1Request request, Http1Exchange exchange, ResponseWriter writer) {
        super(request, exchange);
        this.request = request;
        this.writer = writer;
    }

    @Override
    public boolean isCommitted() {
        return writer.isCommitted();
    }

    @Override
    protected long committedLength() {
        return writer.length();
    }

    @Override
    protected void send(boolean last, ByteBuffer content) {
        try {
            writer.write(this, request, last, content);
        } catch (RuntimeException e) {
            writer.failed(e);
        }
    }

    @Override
    public CompletableFuture<Void> writeInterim(int code, HttpFields head) {
        // RFC 9110 §15.2.
        return request.head().version() == HttpVersion.HTTP_1_0
                ? CompletableFuture.completedFuture(null)
                : super.writeInterim(code, head);
    }

    @Override
    protected void sendInterim(int code, HttpFields head) {
        try {
            writer.writeInterim(this, code, head);
        } catch (RuntimeException e) {
            writer.failed(e);
        }
    }

    @Override
    protected void onWritten() {
        super.onWritten();
    }

    @Override
    protected void onFailed(Throwable cause) {
        super.onFailed(cause);
    }
}
