package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.exchange.ClientResponse;
import dev.seawall.frontdoor.http.http2.hpack.HeadWriter;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * An answer that goes by HTTP/2 (RFC 9113 §8.1); itself what its stream calls when a write is on its way.
 *
 * <p>Thread rule: as {@link ClientResponse}.
 */
final class Http2Response extends ClientResponse implements Callback {
    private final Session session;
    private final Http2Stream stream;
    private volatile boolean committed;
    private boolean bodiless;
    private long declared = -1;

    Http2Response(Session session, Http2Stream stream, Http2Request request, Http2Exchange exchange) {
        super(request, exchange);
        this.session = session;
        this.stream = stream;
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    protected long committedLength() {
        return declared;
    }

    @Override
    protected void send(boolean last, ByteBuffer content) {
        HeadWriter head = null;
        if (!committed) {
            int status = getStatus();
            bodiless = answersHead() || status == HttpStatus.NO_CONTENT_204 || status == HttpStatus.NOT_MODIFIED_304;
            declared = getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
            head = AnswerHead.of(status, getHeaders(), session.takeTableChanged());
            committed = true;
        } else if (bodiless) {
            succeeded();
            return;
        }
        Supplier<HttpFields> supplier = last && !bodiless ? getTrailersSupplier() : null;
        HttpFields section = supplier == null ? null : supplier.get();
        issue(head, bodiless ? BufferUtil.EMPTY_BUFFER : content, section, last || bodiless);
    }

    @Override
    protected void sendInterim(int code, HttpFields head) {
        issue(AnswerHead.of(code, head, session.takeTableChanged()), BufferUtil.EMPTY_BUFFER, null, false);
    }

    private void issue(@Nullable HeadWriter head, ByteBuffer bytes, @Nullable HttpFields section, boolean last) {
        Throwable gone;
        synchronized (session) {
            gone = stream.reset();
            if (gone == null) {
                stream.out().begin(head, bytes, section, last, this);
                session.output().offer(stream.out());
            }
        }
        if (gone != null) {
            failed(gone);
        } else {
            session.settle();
        }
    }

    @Override
    protected CompletableFuture<Void> writeContinue() {
        return super.writeContinue();
    }

    @Override
    public void succeeded() {
        onWritten();
    }

    @Override
    public void failed(Throwable cause) {
        onFailed(cause);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
