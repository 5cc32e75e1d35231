package dev.seawall.frontdoor.telemetry;

import java.util.concurrent.atomic.LongAdder;

/** What went to one worker since the start. Thread rule: thread-safe; reads while writes go on may be a few behind. */
final class WorkerTraffic {
    private final String worker;
    private final LongAdder begun = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    WorkerTraffic(String worker) {
        this.worker = worker;
    }

    void onAttempt() {
        begun.increment();
    }

    void onAttemptEnd(boolean attemptFailed) {
        (attemptFailed ? failed : answered).increment();
    }

    String worker() {
        return worker;
    }

    long begun() {
        return begun.sum();
    }

    long answered() {
        return answered.sum();
    }

    long failed() {
        return failed.sum();
    }

    long inFlight() {
        long ended = answered.sum() + failed.sum();
        return Math.max(0, begun.sum() - ended);
    }
}
