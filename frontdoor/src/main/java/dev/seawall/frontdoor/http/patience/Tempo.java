package dev.seawall.frontdoor.http.patience;

import java.time.Duration;

/**
 * The least rate. Immutable.
 *
 * @param nanosPerByte that a client may take at most
 * @param windowNanos over which that is counted
 */
public record Tempo(double nanosPerByte, long windowNanos) {
    private static final double NANOS = 1e9;

    /**
     * Makes one.
     *
     * @param window over which the rate is counted
     */
    public static Tempo of(int bytesPerSecond, Duration window) {
        return new Tempo(NANOS / bytesPerSecond, window.toNanos());
    }
}
