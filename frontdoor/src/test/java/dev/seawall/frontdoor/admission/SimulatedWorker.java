package dev.seawall.frontdoor.admission;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;

/**
 * A worker of known capacity: so many places, each of which serves one request after another; the others wait, first
 * come first served. Service times are half constant, half exponential.
 *
 * <p>Thread rule: one thread.
 */
final class SimulatedWorker {
    private final Simulation time;
    private final Random random;
    private final Queue<Job> waiting = new ArrayDeque<>();
    private int places;
    private double serviceNanos;
    private int busy;

    private record Job(double units, Runnable done) {}

    SimulatedWorker(Simulation time, int places, double serviceMillis, long seed) {
        this.time = time;
        this.places = places;
        this.serviceNanos = serviceMillis * 1e6;
        this.random = new Random(seed);
    }

    /** Requests a second. */
    double capacity() {
        return places * 1e9 / serviceNanos;
    }

    void become(int newPlaces, double serviceMillis) {
        places = newPlaces;
        serviceNanos = serviceMillis * 1e6;
        serveNext();
    }

    /** @param units of service time that it takes on average */
    void serve(double units, Runnable done) {
        waiting.add(new Job(units, done));
        serveNext();
    }

    private void serveNext() {
        while (busy < places && !waiting.isEmpty()) {
            busy++;
            Job job = waiting.remove();
            double nanos = serviceNanos * job.units * (0.5 - 0.5 * Math.log(1 - random.nextDouble()));
            time.in((long) nanos, () -> {
                busy--;
                job.done.run();
                serveNext();
            });
        }
    }
}
