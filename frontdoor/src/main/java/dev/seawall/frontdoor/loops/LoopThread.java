package dev.seawall.frontdoor.loops;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a thread that runs a loop has to do next, one thing after another: a task handed over within another waits for
 * the other's end, so none is ever inside another, and no stack grows with the requests on a connection.
 *
 * <p>Thread rule: belongs to its thread.
 */
final class LoopThread {
    private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);

    /** A look at the sockets that takes longer had to wait until something happened. */
    private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private static final ThreadLocal<@Nullable LoopThread> CURRENT = new ThreadLocal<>();

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Queue<Runnable> atEnd = new ArrayDeque<>();
    private final KeptBuffers buffers = new KeptBuffers();
    private final LoopSelector selector;
    private boolean running;
    private long nanoTime = System.nanoTime();
    private long earliestNanos = nanoTime;

    private LoopThread(LoopSelector selector) {
        this.selector = selector;
    }

    /** The calling thread's; null when it runs no loop. */
    static @Nullable LoopThread current() {
        return CURRENT.get();
    }

    /** The calling thread runs this selector's loop from now on. */
    static LoopThread enter(LoopSelector selector) {
        LoopThread current = CURRENT.get();
        if (current == null || current.selector != selector) {
            current = new LoopThread(selector);
            CURRENT.set(current);
        }
        return current;
    }

    /** Runs it on the loop that the calling thread has just been given by a selector. */
    static void runOn(LoopSelector selector, Runnable task) {
        enter(selector);
        LoopThread current = CURRENT.get();
        if (current != null) {
            current.run(task);
        }
    }

    /** The calling thread is done with its loop, if it ran one. */
    static void leave() {
        CURRENT.remove();
    }

    KeptBuffers buffers() {
        return buffers;
    }

    LoopSelector selector() {
        return selector;
    }

    /** Runs it now, or right after the task that the thread is at. */
    void run(Runnable task) {
        if (running) {
            waiting.add(task);
            return;
        }
        running = true;
        try {
            for (Runnable next = task; next != null; next = waiting.poll()) {
                runGuarded(next);
            }
        } finally {
            running = false;
        }
    }

    /** Runs it at the turn's end. */
    void atEnd(Runnable task) {
        atEnd.add(task);
    }

    /** The turn is over once nothing is left that waits for that. */
    void endTurn() {
        for (Runnable next = atEnd.poll(); next != null; next = atEnd.poll()) {
            run(next);
        }
    }

    /** Does what waits for the turn's end within the task that is running. */
    void endWithin() {
        for (Runnable next = atEnd.poll(); next != null; next = atEnd.poll()) {
            runGuarded(next);
        }
    }

    /** @param looksSinceNanos when the loop had nothing left to do and looked at the sockets */
    void beginTurn(long looksSinceNanos) {
        long now = System.nanoTime();
        long turnNanos = looksSinceNanos - nanoTime;
        earliestNanos = (now - looksSinceNanos > NAP_NANOS ? now : nanoTime) - turnNanos;
        nanoTime = now;
    }

    /**
     * When the first of what the turn is about may have happened: after the look before this one. Earlier by a turn, for
     * what led to it left at the end of the turn that it was written in.
     */
    long earliestNanos() {
        return earliestNanos;
    }

    /** When the turn began. */
    long nanoTime() {
        return nanoTime;
    }

    /** One task's failure is no other's. */
    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("a task of a loop failed; the loop goes on", e);
        }
    }
}
