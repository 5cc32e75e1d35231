package dev.seawall.frontdoor.telemetry;

import java.util.function.LongSupplier;

/** By how much a growing count grew since it was last asked. Thread rule: one thread. */
final class Delta {
    private final LongSupplier count;
    private long last;

    Delta(LongSupplier count) {
        this.count = count;
        last = count.getAsLong();
    }

    long next() {
        long now = count.getAsLong();
        long grown = now - last;
        last = now;
        return grown;
    }
}
