package dev.seawall.frontdoor.http.http1;

import dev.seawall.frontdoor.http.patience.Ending;
import dev.seawall.frontdoor.http.patience.HttpLimits;
import dev.seawall.frontdoor.http.patience.Patient;
import dev.seawall.frontdoor.http.patience.Stage;
import dev.seawall.frontdoor.http.patience.Watch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * What an HTTP/1.1 connection waits for, and how it ends when that does not come: with 408 where a request has begun and
 * its answer has not (RFC 9110 §15.5.9), otherwise with its close.
 *
 * <p>Thread rule: the connection's turn counts requests; the rest as {@link Patient}.
 */
final class Http1Patience implements Patient {
    private final Http1Connection connection;
    private final int mostRequests;
    private int requests;
    private volatile boolean atEnd;

    Http1Patience(Http1Connection connection, HttpConfiguration configuration) {
        this.connection = connection;
        this.mostRequests = HttpLimits.of(configuration).requests();
    }

    /** A head has been read. */
    void onRequest(Http1Exchange next) {
        atEnd = false;
        if (++requests >= mostRequests) {
            next.endConnection();
            Watch watch = requests == mostRequests ? Watch.of(connection.getEndPoint()) : null;
            if (watch != null) {
                watch.onEnded(Ending.REQUESTS_SPENT);
            }
        }
    }

    /** Whether the head that has begun is waited for no longer. */
    boolean isAtEnd() {
        return atEnd;
    }

    @Override
    public int nth() {
        return requests;
    }

    @Override
    public Stage stage() {
        Stage stage = connection.stage();
        return stage == Stage.IDLE && requests == 0 ? Stage.FRESH : stage;
    }

    @Override
    public void look(Watch watch) {
        Http1Exchange current = connection.exchange();
        RequestBody body =
                current == null || current.isOver() ? null : current.request().body();
        if (current != null && body != null && body.fallsBehind(watch)) {
            watch.onEnded(Ending.SLOW_BODY);
            current.onIdle(new TimeoutException("the request's body comes too slowly"));
        }
    }

    @Override
    public void end(Ending reason) {
        switch (reason) {
            case SLOW_HEAD -> {
                atEnd = true;
                connection.goOn();
            }
            case SLOW_READER ->
                AbruptEnd.of(connection.getEndPoint(), new TimeoutException("the answer is taken too slowly"));
            default -> close();
        }
    }

    @Override
    public void close() {
        connection.getEndPoint().close();
    }

    /** The server stops. */
    void onStop() {
        Http1Exchange current = connection.exchange();
        if (current != null) {
            current.onFailure(new EofException("the server stops"));
        }
    }

    /** Nothing has come or gone for the connection's idle timeout. */
    void onIdle(TimeoutException timeout) {
        Http1Exchange current = connection.exchange();
        if (current == null || current.isOver()) {
            close();
            return;
        }
        try {
            connection.facts().getExecutor().execute(() -> current.onIdle(timeout));
        } catch (RejectedExecutionException e) {
            current.onIdle(timeout);
        }
    }
}
