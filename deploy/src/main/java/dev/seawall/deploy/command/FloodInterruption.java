package dev.seawall.deploy.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a SIGTERM, during a flood: Java runs the hook on a thread of its own, which interrupts the one that floods
 * and waits until that has ended everything and written its report. The virtual machine then exits with 130, or 143.
 */
final class FloodInterruption implements AutoCloseable {
    /** What stops late is killed with its sandbox anyway. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Terminal terminal;
    private final Thread flooding = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "seawall-interrupted");
    private volatile boolean happened;

    private FloodInterruption(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Watches over what the calling thread does until this is closed. */
    static FloodInterruption watch(Terminal terminal) {
        var interruption = new FloodInterruption(terminal);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    boolean happened() {
        return happened;
    }

    private void interrupt() {
        happened = true;
        terminal.err().println("seawall: interrupted; ending everything that was started");
        terminal.err().flush();
        flooding.interrupt();
        try {
            var unused = ended.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
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
