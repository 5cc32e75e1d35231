package dev.seawall.frontdoor.admission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Clients that don't wait for each other (an open loop, Poisson arrivals) before one gate of one worker.
 *
 * <p>Thread rule: one thread.
 */
final class SimulatedLoad {
    /** From the front door to the worker, and back. */
    private static final long WAY_NANOS = 100_000;

    private final Simulation time;
    private final WorkerGate gate;
    private final SimulatedWorker worker;
    private final RequestClass of;
    private final Priority priority;
    private final Random random;
    private double units = 1;
    private double ratePerSecond;
    private int generation;
    private final List<Outcome> outcomes = new ArrayList<>();

    /** @param latencyNanos from when it came; -1: shed */
    private record Outcome(long atNanos, long latencyNanos) {}

    SimulatedLoad(
            Simulation time, WorkerGate gate, SimulatedWorker worker, RequestClass of, Priority priority, long seed) {
        this.time = time;
        this.gate = gate;
        this.worker = worker;
        this.of = of;
        this.priority = priority;
        this.random = new Random(seed);
    }

    SimulatedLoad ofUnits(double each) {
        units = each;
        return this;
    }

    void rate(double perSecond) {
        ratePerSecond = perSecond;
        int current = ++generation;
        if (perSecond > 0) {
            scheduleNext(current);
        }
    }

    private void scheduleNext(int current) {
        time.in((long) (-Math.log(1 - random.nextDouble()) / ratePerSecond * 1e9), () -> {
            if (current == generation) {
                new Exchange().begin();
                scheduleNext(current);
            }
        });
    }

    /** Answers a second that came within a time, with latencies of at most that. */
    double goodput(long fromNanos, long toNanos, long withinNanos) {
        long good = outcomes.stream()
                .filter(each -> each.atNanos >= fromNanos && each.atNanos < toNanos)
                .filter(each -> each.latencyNanos >= 0 && each.latencyNanos <= withinNanos)
                .count();
        return good * 1e9 / (toNanos - fromNanos);
    }

    double p99Millis(long fromNanos, long toNanos) {
        return percentileMillis(99, fromNanos, toNanos);
    }

    double percentileMillis(double percent, long fromNanos, long toNanos) {
        long[] latencies = outcomes.stream()
                .filter(each -> each.atNanos >= fromNanos && each.atNanos < toNanos && each.latencyNanos >= 0)
                .mapToLong(Outcome::latencyNanos)
                .sorted()
                .toArray();
        return latencies.length == 0
                ? Double.NaN
                : latencies[(int) Math.ceil(latencies.length * percent / 100) - 1] / 1e6;
    }

    double shedShare(long fromNanos, long toNanos) {
        long[] shed = new long[2];
        outcomes.stream()
                .filter(each -> each.atNanos >= fromNanos && each.atNanos < toNanos)
                .forEach(each -> shed[each.latencyNanos < 0 ? 1 : 0]++);
        return (double) shed[1] / Math.max(1, Arrays.stream(shed).sum());
    }

    private final class Exchange implements Waiter {
        private final long cameNanos = time.nanoTime();
        private final Ticket ticket = gate.ticket(of, priority, false, Ticket.NEVER, this);

        void begin() {
            switch (ticket.enter()) {
                case Admission.Admitted admitted -> onAdmitted();
                case Admission.Waits waits -> {}
                case Admission.Shed shed -> onShed(shed.reason());
            }
        }

        @Override
        public void onAdmitted() {
            time.in(WAY_NANOS, () -> worker.serve(units, () -> time.in(WAY_NANOS, this::answered)));
        }

        private void answered() {
            ticket.onAnswer(true);
            ticket.close();
            outcomes.add(new Outcome(time.nanoTime(), time.nanoTime() - cameNanos));
        }

        @Override
        public void onShed(ShedReason reason) {
            outcomes.add(new Outcome(time.nanoTime(), -1));
        }
    }
}
