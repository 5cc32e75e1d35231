package dev.seawall.deploy.flood.attack;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A number of connections that share the operations of one pacer. One that is lost is opened anew for the next operation
 * that falls to it, so there are never more new connections than operations.
 *
 * <p>Thread rule: {@link #run} once; each connection has two virtual threads, as nobody waits for an answer before going
 * on.
 */
final class Crew implements Assault {
    private static final long LAST_MILLIS = 1_000;

    private final Pacer pacer;
    private final Dialer dialer;
    private final Talk.Maker talks;
    private final int connections;
    private final Tally tally;

    Crew(Pacer pacer, Dialer dialer, Talk.Maker talks, int connections, Tally tally) {
        this.pacer = pacer;
        this.dialer = dialer;
        this.talks = talks;
        this.connections = connections;
        this.tally = tally;
    }

    @Override
    public void run() throws InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int i = 0; i < connections; i++) {
                threads.execute(this::member);
            }
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } finally {
            // Interrupting a virtual thread closes the socket on which it waits.
            threads.shutdownNow();
            threads.awaitTermination(LAST_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void member() {
        try {
            while (true) {
                pacer.take();
                connection();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins with an operation that is due already. */
    private void connection() throws InterruptedException {
        try (Wire wire = dialer.open()) {
            tally.count(Outcomes.CONNECTED);
            tally.hold();
            try {
                talk(wire);
            } finally {
                tally.release();
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            tally.did();
            tally.count(Outcomes.notOpened(e));
        }
    }

    private void talk(Wire wire) throws InterruptedException {
        long began = System.nanoTime();
        try {
            Talk talk = talks.on(wire, tally);
            talk.begin();
            Thread.ofVirtual().start(() -> hear(talk, wire));
            while (true) {
                talk.say();
                tally.did();
                pacer.take();
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            tally.count(Outcomes.closedAfter(System.nanoTime() - began));
        }
    }

    /** Ends the talk when the other end does, so that what is said next fails; ends itself when the wire is closed. */
    private static void hear(Talk talk, Wire wire) {
        try (wire) {
            talk.hear();
        } catch (IOException e) {
            // The one who speaks counts it.
        }
    }
}
