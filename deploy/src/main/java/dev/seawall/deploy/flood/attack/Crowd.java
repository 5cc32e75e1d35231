package dev.seawall.deploy.flood.attack;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Many connections, opened one after the other as a pacer says, each playing the same script; at the most that may be
 * open at a time it waits for one to end. An operation is a connection tried.
 *
 * <p>Thread rule: {@link #run} once; each connection has a virtual thread.
 */
final class Crowd implements Assault {
    private static final long LAST_MILLIS = 1_000;

    private final Pacer pacer;
    private final Dialer dialer;
    private final Script script;
    private final Tally tally;
    private final Semaphore room;

    Crowd(Pacer pacer, Dialer dialer, Script script, int connections, Tally tally) {
        this.pacer = pacer;
        this.dialer = dialer;
        this.script = script;
        this.tally = tally;
        room = new Semaphore(connections);
    }

    @Override
    public void run() throws InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            while (true) {
                room.acquire();
                pacer.take();
                threads.execute(this::connection);
            }
        } finally {
            // Interrupting a virtual thread closes the socket on which it waits.
            threads.shutdownNow();
            threads.awaitTermination(LAST_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void connection() {
        try {
            tally.did();
            long began = System.nanoTime();
            try (Wire wire = dialer.open()) {
                tally.count(Outcomes.CONNECTED);
                tally.hold();
                play(wire, began);
            } catch (IOException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    tally.count(Outcomes.notOpened(e));
                }
            }
        } finally {
            room.release();
        }
    }

    private void play(Wire wire, long began) {
        try {
            script.play(wire, tally);
        } catch (IOException e) {
            if (!Thread.currentThread().isInterrupted()) {
                tally.count(Outcomes.closedAfter(System.nanoTime() - began));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tally.release();
        }
    }
}
