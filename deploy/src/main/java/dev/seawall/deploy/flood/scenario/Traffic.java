package dev.seawall.deploy.flood.scenario;

import java.time.Duration;

/**
 * What polite clients ask of every front door, at constant rates. Immutable.
 *
 * @param getsPerSecond of one small object
 * @param putsPerSecond of objects beside it, so that the worker's storage is in play
 * @param keepConnections or come on a new one with each request, as new visitors do
 * @param timeout after which a client gives an answer up
 */
public record Traffic(int getsPerSecond, int putsPerSecond, boolean keepConnections, Duration timeout) {
    public int perSecond() {
        return getsPerSecond + putsPerSecond;
    }
}
