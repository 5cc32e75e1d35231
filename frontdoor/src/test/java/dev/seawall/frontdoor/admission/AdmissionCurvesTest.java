package dev.seawall.frontdoor.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the gate is for, as curves: an open loop of requests before a worker of known capacity, on a virtual clock. Each
 * runs for many seconds in some milliseconds, and ends alike each time.
 */
class AdmissionCurvesTest {
    private static final RequestClass READS = RequestClass.of(0, false, Duration.ofMillis(100));
    private static final long IN_TIME = Duration.ofMillis(200).toNanos();

    /** A worker that is so quick is kept busy by a queue of this length, which the limit bears with. */
    private static final double SHORT_QUEUE_MILLIS = 10;

    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Simulation time = new Simulation();

    private WorkerGate gate() {
        var config = Configs.plain();
        var gate = new WorkerGate("worker-1", config, List.of(READS), () -> 1, time::nanoTime, 0);
        time.every(Duration.ofMillis(20), () -> gate.sweep(time.nanoTime()));
        return gate;
    }

    /** A quiet beginning, then an overload. */
    private final class Overload {
        final SimulatedWorker worker;
        final WorkerGate gate = gate();
        final SimulatedLoad normal;
        final SimulatedLoad critical;
        final double capacity;
        final double quietP99;

        Overload(int places, double serviceMillis) {
            worker = new SimulatedWorker(time, places, serviceMillis, 1);
            capacity = worker.capacity();
            normal = new SimulatedLoad(time, gate, worker, READS, Priority.NORMAL, 2);
            critical = new SimulatedLoad(time, gate, worker, READS, Priority.CRITICAL, 3);
            critical.rate(capacity * 0.05);
            normal.rate(capacity * 0.3);
            time.run(QUIET);
            quietP99 = critical.p99Millis(0, time.nanoTime());
        }

        /** Of capacity, all together. */
        void offer(double factor) {
            normal.rate(capacity * (factor - 0.05));
        }

        double goodput(long fromNanos, long toNanos) {
            return (normal.goodput(fromNanos, toNanos, IN_TIME) + critical.goodput(fromNanos, toNanos, IN_TIME))
                    / capacity;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20, 20, 0.5, 0.47", "20, 20, 1, 0.93", "20, 20, 1.5, 0.95", "20, 20, 2, 0.95", "20, 20, 4, 0.95",
                "20, 20, 10, 0.95",
        "64, 10, 0.5, 0.47", "64, 10, 1, 0.93", "64, 10, 1.5, 0.95", "64, 10, 2, 0.95", "64, 10, 4, 0.95",
                "64, 10, 10, 0.95",
        "8, 1, 0.5, 0.47", "8, 1, 1, 0.93", "8, 1, 1.5, 0.95", "8, 1, 2, 0.95", "8, 1, 4, 0.95", "8, 1, 10, 0.95",
        "4, 2, 0.5, 0.47", "4, 2, 1, 0.93", "4, 2, 1.5, 0.95", "4, 2, 2, 0.95", "4, 2, 4, 0.95", "4, 2, 10, 0.95",
    })
    void goodputStaysFlatAndPriorityTrafficQuick(int places, double serviceMillis, double factor, double atLeast) {
        var overload = new Overload(places, serviceMillis);
        long begin = time.nanoTime();

        overload.offer(factor);
        time.run(Duration.ofSeconds(5));

        long end = time.nanoTime();
        assertThat(overload.goodput(begin, end)).isGreaterThanOrEqualTo(atLeast);
        assertThat(overload.critical.p99Millis(begin, end))
                .isLessThanOrEqualTo(overload.quietP99 + Math.max(overload.quietP99, SHORT_QUEUE_MILLIS));
        assertThat(overload.critical.shedShare(begin, end)).isLessThan(0.01);
    }

    @Test
    void aFrontDoorThatStartsWithinAnOverloadFindsTheLimit() {
        var worker = new SimulatedWorker(time, 20, 20, 1);
        var load = new SimulatedLoad(time, gate(), worker, READS, Priority.NORMAL, 2);
        load.rate(worker.capacity() * 10);
        time.run(Duration.ofSeconds(1));
        long begin = time.nanoTime();

        time.run(Duration.ofSeconds(5));

        assertThat(load.goodput(begin, time.nanoTime(), IN_TIME) / worker.capacity())
                .isGreaterThanOrEqualTo(0.95);
        assertThat(load.percentileMillis(50, begin, time.nanoTime())).isLessThan(50);
    }

    @Test
    void afterAnOverloadAllIsNormalWithinTwoSeconds() {
        var overload = new Overload(20, 20);
        overload.offer(10);
        time.run(Duration.ofSeconds(10));

        overload.offer(0.35);
        time.run(Duration.ofSeconds(2));

        long begin = time.nanoTime();
        time.run(Duration.ofSeconds(5));
        assertThat(overload.normal.shedShare(begin, time.nanoTime())).isZero();
        assertThat(overload.normal.p99Millis(begin, time.nanoTime())).isLessThan(1.2 * overload.quietP99);
    }

    @Test
    void aStepIsStableWithinTwoHundredMilliseconds() {
        var overload = new Overload(20, 20);

        overload.offer(1.4);
        time.run(Duration.ofMillis(200));

        long begin = time.nanoTime();
        for (int i = 0; i < 20; i++) {
            long from = time.nanoTime();
            time.run(Duration.ofMillis(100));
            assertThat(overload.critical.p99Millis(from, time.nanoTime())).isLessThan(2 * overload.quietP99);
        }
        assertThat(overload.goodput(begin, time.nanoTime())).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void aWorkerThatBecomesSlowKeepsTheLimitItNeeds() {
        var overload = new Overload(20, 10);
        overload.offer(2);
        time.run(Duration.ofSeconds(5));

        overload.worker.become(20, 100);
        time.run(Duration.ofSeconds(5));

        long begin = time.nanoTime();
        for (int i = 0; i < 60; i++) {
            time.run(Duration.ofSeconds(1));
            assertThat(overload.gate.facts().limit()).isBetween(10.0, 60.0);
        }
        double goodput = overload.normal.goodput(begin, time.nanoTime(), Long.MAX_VALUE)
                + overload.critical.goodput(begin, time.nanoTime(), Long.MAX_VALUE);
        assertThat(goodput / overload.worker.capacity()).isGreaterThanOrEqualTo(0.9);

        overload.worker.become(20, 10);
        time.run(Duration.ofSeconds(2));
        long well = time.nanoTime();
        time.run(Duration.ofSeconds(5));
        assertThat(overload.goodput(well, time.nanoTime())).isGreaterThanOrEqualTo(0.95);
    }

    /** Each time another course of chance; none may take the limit down to where places stand empty. */
    @ParameterizedTest
    @ValueSource(longs = {4, 14, 21, 29, 36, 39})
    void aWorkerThatBecomesSlowIsGivenEnoughAtOnce(long seed) {
        var worker = new SimulatedWorker(time, 8, 40, seed);
        var gate = gate();
        var load = new SimulatedLoad(time, gate, worker, READS, Priority.NORMAL, 7 * seed + 2);
        load.rate(worker.capacity() * 2);
        time.run(Duration.ofSeconds(5));

        worker.become(8, 200);

        long begin = time.nanoTime();
        for (int i = 0; i < 100; i++) {
            time.run(Duration.ofMillis(100));
            assertThat(gate.facts().limit()).isGreaterThan(3);
        }
        assertThat(load.goodput(begin, time.nanoTime(), Long.MAX_VALUE) / worker.capacity())
                .isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void aWorkerThatLosesPlacesIsGivenFewer() {
        var overload = new Overload(20, 10);
        overload.offer(4);
        time.run(Duration.ofSeconds(5));

        overload.worker.become(4, 10);
        time.run(Duration.ofSeconds(5));

        long begin = time.nanoTime();
        time.run(Duration.ofSeconds(10));
        assertThat(overload.gate.facts().limit()).isLessThan(12);
        assertThat(overload.goodput(begin, time.nanoTime()) * overload.capacity / overload.worker.capacity())
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void oneSlowWorkerLeavesTheOthersLatencyAsItWas() {
        var slow = new Overload(20, 10);
        var other = new Overload(20, 10);
        slow.offer(0.8);
        other.offer(0.8);
        time.run(Duration.ofSeconds(5));
        double before =
                other.normal.p99Millis(time.nanoTime() - Duration.ofSeconds(4).toNanos(), time.nanoTime());

        slow.worker.become(20, 100);
        long begin = time.nanoTime();
        time.run(Duration.ofSeconds(10));

        assertThat(other.normal.p99Millis(begin, time.nanoTime())).isLessThan(1.2 * before);
        assertThat(other.normal.shedShare(begin, time.nanoTime())).isZero();
    }

    @Test
    void twoFrontDoorsBeforeOneWorkerShareItAndKeepItsLatencyLow() {
        var worker = new SimulatedWorker(time, 40, 20, 1);
        var left = new SimulatedLoad(time, gate(), worker, READS, Priority.NORMAL, 2);
        var right = new SimulatedLoad(time, gate(), worker, READS, Priority.NORMAL, 3);
        left.rate(worker.capacity() * 0.2);
        right.rate(worker.capacity() * 0.2);
        time.run(Duration.ofSeconds(5));

        left.rate(worker.capacity() * 4);
        right.rate(worker.capacity() * 4);
        time.run(Duration.ofSeconds(2));
        long begin = time.nanoTime();
        time.run(Duration.ofSeconds(20));

        double fromLeft = left.goodput(begin, time.nanoTime(), IN_TIME) / worker.capacity();
        double fromRight = right.goodput(begin, time.nanoTime(), IN_TIME) / worker.capacity();
        assertThat(fromLeft + fromRight).isGreaterThanOrEqualTo(0.95);
        assertThat(Math.min(fromLeft, fromRight)).isGreaterThanOrEqualTo(0.25);
        assertThat(left.percentileMillis(50, begin, time.nanoTime())).isLessThan(60);
    }
}
