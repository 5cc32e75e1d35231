package dev.seawall.deploy.flood.scenario;

import java.time.Duration;

/**
 * What polite clients ask of every front door, at constant rates. Immutable.
 *
 * @param getsPerSecond of one small object
 * @param putsPerSecond of objects beside it, so that the worker's storage is in play
 * @param timeout after which a client gives an answer up
 */
public record Traffic(int getsPerSecond, int putsPerSecond, Duration timeout) {
    public int perSecond() {
        return getsPerSecond + putsPerSecond;
    }
}
