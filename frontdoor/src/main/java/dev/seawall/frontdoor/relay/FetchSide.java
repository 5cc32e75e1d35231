package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.cache.Client;
import dev.seawall.frontdoor.problem.Problem;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.Callback;

/**
 * The cache as the client of an exchange: it is told how that ends, for it knows who waits.
 *
 * <p>Thread rule: as {@link ClientSide}.
 */
final class FetchSide extends ClientSide {
    private final Client fetch;

    FetchSide(Client fetch, ExchangeLog log) {
        super(fetch.request(), fetch.response(), Callback.NOOP, log, 0);
        this.fetch = fetch;
    }

    @Override
    public void passInterim(int status, HttpFields interim, Runnable goOn) {
        fetch.passInterim(status, interim, goOn);
    }

    @Override
    public void refuse(Problem problem) {
        fetch.refuse(problem);
    }

    @Override
    public void end(int status, long responseBytes) {
        fetch.end(status, responseBytes);
    }

    @Override
    public void breakOff(Throwable cause, boolean byWorker, long responseBytes) {
        fetch.breakOff(cause, byWorker, responseBytes);
    }
}
