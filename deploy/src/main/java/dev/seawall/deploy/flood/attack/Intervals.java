package dev.seawall.deploy.flood.attack;

import dev.seawall.deploy.flood.record.RunLog;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Prints what an attack did, a line for each interval, until it is over. Not thread-safe. */
final class Intervals {
    private static final Duration LENGTH = Duration.ofMillis(500);

    private final Orders orders;
    private final Tally tally;
    private final PrintStream out;

    Intervals(Orders orders, Tally tally, PrintStream out) {
        this.orders = orders;
        this.tally = tally;
        this.out = out;
        // The first line of all takes a while: not while the attack is on.
        RunLog.line(tally.take(orders, 0, 1));
    }

    /** Ends too when nobody reads what it prints any more. */
    void print(CountDownLatch ended) throws InterruptedException {
        long start = System.nanoTime();
        long began = start;
        long at = System.currentTimeMillis();
        boolean over = false;
        while (!over) {
            // A multiple of the length after the start, so that lateness doesn't add up.
            long until = began + LENGTH.toNanos() - (began - start) % LENGTH.toNanos();
            over = ended.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            out.println(RunLog.line(tally.take(orders, at, millis)));
            if (out.checkError()) {
                ended.countDown();
                over = true;
            }
            at += millis;
            began += TimeUnit.MILLISECONDS.toNanos(millis);
        }
    }
}
