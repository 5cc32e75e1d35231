package dev.seawall.deploy.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a SIGTERM, during a flood or a load: Java runs the hook on a thread of its own, which stops the run and waits
 * until that has ended everything and its report is written. The virtual machine then exits with 130, or 143.
 */
final class RunInterruption implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;

    private final Runnable stop;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "seawall-interrupted");
    private volatile boolean happened;

    private RunInterruption(Runnable stop) {
        this.stop = stop;
    }

    /** Until it is closed, an interruption does that. */
    static RunInterruption watch(Runnable stop) {
        var interruption = new RunInterruption(stop);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    boolean happened() {
        return happened;
    }

    private void interrupt() {
        happened = true;
        stop.run();
        try {
            var unused = ended.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already.
        }
    }
}
