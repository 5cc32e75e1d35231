package dev.seawall.frontdoor.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A front door that is slow itself, as while Java compiles it, before a worker that is not: nobody is turned away for it. */
class OwnSlownessTest {
    private static final RequestClass READS = RequestClass.of(0, false, Duration.ofMillis(100));
    private static final int PLACES = 64;

    private final Simulation time = new Simulation();
    private final SlowLoop loop = new SlowLoop();
    private final SimulatedWorker worker = new SimulatedWorker(time, PLACES, 1, 1);
    private final WorkerGate gate = new WorkerGate("worker-1", Configs.plain(), List.of(READS), () -> 1, loop, 0);

    /** Looks at what has happened once in a while only. */
    private final class SlowLoop implements GateClock {
        private List<Runnable> happened = new ArrayList<>();
        private long looksSinceNanos = time.nanoTime();

        void look() {
            List<Runnable> found = happened;
            happened = new ArrayList<>();
            found.forEach(Runnable::run);
            looksSinceNanos = time.nanoTime();
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public long earliestNanos() {
            return looksSinceNanos;
        }
    }

    /** Asks again as soon as it is answered. */
    private final class Client implements Waiter {
        private Ticket ticket = ask();

        private Ticket ask() {
            return gate.ticket(READS, Priority.NORMAL, false, Ticket.NEVER, this);
        }

        void enter() {
            switch (ticket.enter()) {
                case Admission.Admitted admitted -> onAdmitted();
                case Admission.Waits waits -> {}
                case Admission.Shed shed -> onShed(shed.reason());
            }
        }

        @Override
        public void onAdmitted() {
            worker.serve(1, () -> loop.happened.add(this::answered));
        }

        private void answered() {
            ticket.onAnswer(true);
            ticket.close();
            ticket = ask();
            loop.happened.add(this::enter);
        }

        @Override
        public void onShed(ShedReason reason) {
            ticket = ask();
            loop.happened.add(this::enter);
        }
    }

    private void lookEvery(int millis, Duration length) {
        long end = time.nanoTime() + length.toNanos();
        while (time.nanoTime() < end) {
            time.run(Duration.ofMillis(millis));
            loop.look();
        }
    }

    private void come(int clients) {
        for (int i = 0; i < clients; i++) {
            loop.happened.add(new Client()::enter);
        }
    }

    @Test
    void isNotTakenForTheWorkers() {
        come(2 * AdmissionConfig.FIRST_LIMIT);
        lookEvery(1, Duration.ofSeconds(1));
        come(PLACES - 2 * AdmissionConfig.FIRST_LIMIT);

        lookEvery(30, Duration.ofSeconds(5));
        lookEvery(3, Duration.ofSeconds(5));

        assertThat(gate.facts().shed()).isEmpty();
        assertThat(gate.facts().limit()).isGreaterThanOrEqualTo(PLACES);
    }

    @Test
    void hidesNoWorkerThatIsSlowerThanItself() {
        come(4 * PLACES);
        lookEvery(5, Duration.ofSeconds(5));

        worker.become(4, 20);
        lookEvery(5, Duration.ofSeconds(30));

        assertThat(gate.facts().limit()).isLessThan(PLACES / 2.0);
    }
}
