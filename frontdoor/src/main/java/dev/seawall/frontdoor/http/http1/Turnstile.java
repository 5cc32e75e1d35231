package dev.seawall.frontdoor.http.http1;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one thread at a time into a task, and has the task run once more for whoever came meanwhile. What the task sets
 * off may come back here on the same thread: it runs after, not within, so nothing recurses.
 *
 * <p>Thread rule: thread-safe, never blocks. The task must not throw.
 */
public final class Turnstile {
    private final AtomicInteger comers = new AtomicInteger();
    private final Runnable task;

    public Turnstile(Runnable task) {
        this.task = task;
    }

    public void enter() {
        if (comers.getAndIncrement() != 0) {
            return;
        }
        int served = 1;
        do {
            task.run();
            served = comers.addAndGet(-served);
        } while (served != 0);
    }
}
