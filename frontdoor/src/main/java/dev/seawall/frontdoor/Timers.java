package dev.seawall.frontdoor;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of its own for what is done now and then, one thing after the other. What fails is done again the next time.
 *
 * <p>Thread rule: thread-safe.
 */
final class Timers implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

    private final String owner;
    private final ScheduledExecutorService thread;

    /** @param name of the thread */
    Timers(String owner, String name) {
        this.owner = owner;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    void every(Duration interval, Runnable task) {
        Runnable watched = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.warn("{}: a periodic task failed and goes on", owner, e);
            }
        };
        var unused = thread.scheduleAtFixedRate(watched, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
