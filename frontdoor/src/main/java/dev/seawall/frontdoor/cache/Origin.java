package dev.seawall.frontdoor.cache;

import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * The way to the worker that one request is for.
 *
 * <p>Thread rule: on the request's loop; never blocks.
 */
public interface Origin {

    /**
     * Relays the client's own request, as without a cache.
     *
     * @param response the client's, or one around it
     * @param onBreak run when the exchange ends without a whole answer, for the request may have had its effect; null for
     *     nothing
     */
    void relay(Response response, @Nullable Runnable onBreak);

    /** Sends {@code fetch}'s request and gives it what comes back, whatever becomes of the client. */
    void fetch(Client fetch);

    /** Likewise, and nobody waits for it. */
    void fetchInBackground(Client fetch);
}
