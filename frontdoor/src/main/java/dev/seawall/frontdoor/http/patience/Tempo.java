package dev.seawall.frontdoor.http.patience;

import java.time.Duration;

/**
 * The least rate, which may change while clients are held to it.
 *
 * <p>Thread rule: thread-safe.
 */
public final class Tempo {
    private static final double NANOS = 1e9;

    private final long windowNanos;
    private volatile double nanosPerByte;

    private Tempo(long windowNanos, double nanosPerByte) {
        this.windowNanos = windowNanos;
        this.nanosPerByte = nanosPerByte;
    }

    /**
     * Makes one.
     *
     * @param window over which the rate is counted
     */
    public static Tempo of(int bytesPerSecond, Duration window) {
        return new Tempo(window.toNanos(), NANOS / bytesPerSecond);
    }

    /** Another rate, for those who are waited for already, too. */
    void rate(long bytesPerSecond) {
        nanosPerByte = NANOS / bytesPerSecond;
    }

    /** That a client may take at most. */
    public double nanosPerByte() {
        return nanosPerByte;
    }

    /** Over which that is counted. */
    public long windowNanos() {
        return windowNanos;
    }
}
