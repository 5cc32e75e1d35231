package dev.seawall.frontdoor.http.http2;

/**
 * Told of connections that were ended for what the client did.
 *
 * <p>Thread rule: called from loops; never blocks.
 */
@FunctionalInterface
public interface Http2Listener {
    void onConnectionEnded(ConnectionEnd reason);
}
