package dev.seawall.frontdoor.workers;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks each worker, once a tick, whether it can be reached; a worker whose last probe is still out is not asked again.
 *
 * <p>Thread rule: thread-safe. Its owner calls {@link #tick} at the interval it wants.
 */
public final class Prober {

    /** Reaches out to a worker. Thread rule: thread-safe, never blocks; calls back exactly once. */
    public interface Probe {

        void send(WorkerAddress worker, Answer answer);

        /** What came of it. */
        interface Answer {

            /** Any answer at all came. */
            void reached(long roundTripNanos);

            /** None did; {@code why} is what was observed. */
            void failed(String why);
        }
    }

    private final List<Target> targets;
    private final Probe probe;

    public Prober(WorkerTable workers, Probe probe) {
        this.targets = workers.all().stream().map(Target::new).toList();
        this.probe = probe;
    }

    public void tick() {
        for (Target target : targets) {
            if (target.out.compareAndSet(false, true)) {
                probe.send(target.worker.address(), target);
            }
        }
    }

    private static final class Target implements Probe.Answer {
        private final Worker worker;
        private final AtomicBoolean out = new AtomicBoolean();

        Target(Worker worker) {
            this.worker = worker;
        }

        @Override
        public void reached(long roundTripNanos) {
            out.set(false);
            worker.onReached(roundTripNanos);
        }

        @Override
        public void failed(String why) {
            out.set(false);
            worker.onFailed(why);
        }
    }
}
