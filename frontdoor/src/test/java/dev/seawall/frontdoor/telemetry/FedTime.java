package dev.seawall.frontdoor.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Time that stands still until it is advanced, for both clocks alike. Thread rule: thread-safe. */
public final class FedTime implements InstantSource, LongSupplier {
    private volatile Instant now;
    private volatile long nanos;

    public FedTime(Instant now) {
        this.now = now;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}
