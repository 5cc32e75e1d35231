package dev.seawall.deploy.flood.attack;

import dev.seawall.deploy.flood.record.Attack;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What an attack has done and what became of it, since the last time somebody asked. Thread-safe. */
final class Tally {
    /** A level, not a count: connections that are open at an interval's end. */
    private static final String HELD = "held";

    private final LongAdder operations = new LongAdder();
    private final LongAdder bits = new LongAdder();
    private final LongAdder held = new LongAdder();
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

    /** One more operation. */
    void did() {
        operations.increment();
    }

    /** One more packet of that many bits on the wire. */
    void sent(long wireBits) {
        operations.increment();
        bits.add(wireBits);
    }

    /**
     * Something became of an operation.
     *
     * @param outcome one of few names: the log has them all
     */
    void count(String outcome) {
        outcomes.computeIfAbsent(outcome, name -> new LongAdder()).increment();
    }

    void hold() {
        held.increment();
    }

    void release() {
        held.decrement();
    }

    /** Everything since the last call, as the log has it. */
    Attack take(Orders orders, long at, long millis) {
        Map<String, Long> counts = new HashMap<>();
        outcomes.forEach((name, count) -> {
            long sum = count.sumThenReset();
            if (sum > 0) {
                counts.put(name, sum);
            }
        });
        long open = held.sum();
        if (open > 0) {
            counts.put(HELD, open);
        }
        return new Attack(
                at,
                millis,
                orders.kind().label(),
                orders.name(),
                operations.sumThenReset(),
                bits.sumThenReset(),
                counts);
    }
}
