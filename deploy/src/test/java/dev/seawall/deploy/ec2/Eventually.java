package dev.seawall.deploy.ec2;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits on conditions, with a deadline. Stateless. */
final class Eventually {
    private static final long LIMIT_NANOS = 30_000_000_000L;

    private Eventually() {}

    static void that(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > LIMIT_NANOS) {
                throw new AssertionError("still not so after 30 s");
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
