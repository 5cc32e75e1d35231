package dev.seawall.frontdoor.workers;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks each worker, once a tick, whether it can be reached; a worker whose last probe is still out is not asked again.
 *
 * <p>Thread rule: thread-safe. Its owner calls {@link #tick} at the interval it wants.
 */
public final class Prober {

    /** Reaches out to a worker. Thread rule: thread-safe, never blocks; calls back failed, or reached and ended. */
    public interface Probe {

        void send(WorkerAddress worker, Answer answer);

        /** What came of it. */
        interface Answer {

            /** Any answer at all came: its head is there. {@link #ended} follows. */
            void reached(long roundTripNanos);

            /**
             * The answer is over.
             *
             * @param report its body; null when it is none that the worker may have meant as a report of itself, or was
             *     not read to its end
             */
            void ended(byte @Nullable [] report);

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
            worker.onReached(roundTripNanos);
        }

        @Override
        public void ended(byte @Nullable [] report) {
            worker.onReport(report);
            out.set(false);
        }

        @Override
        public void failed(String why) {
            worker.onFailed(why);
            out.set(false);
        }
    }
}
