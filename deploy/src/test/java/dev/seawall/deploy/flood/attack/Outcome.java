package dev.seawall.deploy.flood.attack;

import dev.seawall.deploy.flood.record.Attack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Adds up what a tally has, until it has what is wanted. Not thread-safe. */
final class Outcome {
    private static final long LIMIT_NANOS = 30_000_000_000L;
    private static final Orders ORDERS = Orders.of(List.of(Program.orders()));

    private final Tally tally;
    private final Map<String, Long> sums = new HashMap<>();
    private long operations;

    Outcome(Tally tally) {
        this.tally = tally;
    }

    /** How often, at the moment at which it was at least once. */
    long count(String name) {
        long began = System.nanoTime();
        while (!sums.containsKey(name)) {
            if (System.nanoTime() - began > LIMIT_NANOS) {
                throw new AssertionError("no " + name + " after 30 s, but " + sums);
            }
            LockSupport.parkNanos(1_000_000);
            look();
        }
        return sums.getOrDefault(name, 0L);
    }

    /** Operations until now. */
    long operations() {
        look();
        return operations;
    }

    /** All outcomes until now. */
    Map<String, Long> all() {
        look();
        return Map.copyOf(sums);
    }

    private void look() {
        Attack more = tally.take(ORDERS, 0, 1);
        operations += more.operations();
        more.outcomes().forEach((name, count) -> {
            if (name.equals("held")) {
                sums.put(name, count);
            } else {
                sums.merge(name, count, Long::sum);
            }
        });
    }
}
