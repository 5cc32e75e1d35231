package dev.seawall.frontdoor.cache;

import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A client's request as the cache sends it: without the client's own conditions, with those that validate what is kept
 * (RFC 9111 §4.3.1), and outliving the client where need be.
 *
 * <p>Thread rule: as the request.
 */
final class FetchRequest extends Request.Wrapper {
    private static final String TIMEOUT = "seawall-timeout";

    private final HttpFields fields;
    private final @Nullable Fetch attended;

    /**
     * Makes one.
     *
     * @param stale to be validated; null for none
     * @param attended told when the client goes away; null when it does not wait
     */
    FetchRequest(Request client, @Nullable StoredAnswer stale, @Nullable Fetch attended) {
        super(client);
        this.attended = attended;
        HttpFields.Mutable sent = HttpFields.build();
        for (HttpField field : client.getHeaders()) {
            HttpHeader header = field.getHeader();
            boolean condition = header == HttpHeader.IF_NONE_MATCH || header == HttpHeader.IF_MODIFIED_SINCE;
            boolean over = attended == null && header == null && TIMEOUT.equals(field.getLowerCaseName());
            if (!condition && !over) {
                sent.add(field);
            }
        }
        if (stale != null) {
            copy(stale, HttpHeader.ETAG, sent, HttpHeader.IF_NONE_MATCH);
            copy(stale, HttpHeader.LAST_MODIFIED, sent, HttpHeader.IF_MODIFIED_SINCE);
        }
        fields = sent;
    }

    private static void copy(StoredAnswer from, HttpHeader field, HttpFields.Mutable to, HttpHeader condition) {
        String validator = from.fields().get(field);
        if (validator != null) {
            to.add(condition, validator);
        }
    }

    @Override
    public HttpFields getHeaders() {
        return fields;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public Content.Chunk read() {
        return Content.Chunk.EOF;
    }

    @Override
    public void demand(Runnable available) {
        available.run();
    }

    @Override
    public void fail(Throwable failure) {
        // What fails here is the fetch, not the client.
    }

    @Override
    public void addIdleTimeoutListener(Predicate<TimeoutException> onIdleTimeout) {
        if (attended != null) {
            super.addIdleTimeoutListener(onIdleTimeout);
        }
    }

    @Override
    public void addFailureListener(Consumer<Throwable> onFailure) {
        if (attended != null) {
            super.addFailureListener(cause -> attended.onClientGone(cause, onFailure));
        }
    }
}
