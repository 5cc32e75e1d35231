package dev.seawall.frontdoor.http.patience;

import java.time.Duration;

/** Patience of no interest to a test. */
public final class Patiences {
    private Patiences() {}

    /** More than any test needs. */
    public static Patience ample() {
        Duration minute = Duration.ofMinutes(1);
        return new Patience(
                new PatienceLimits(minute, minute, minute, Tempo.of(1, minute), 1000, 1000),
                reason -> {},
                System::nanoTime);
    }
}
