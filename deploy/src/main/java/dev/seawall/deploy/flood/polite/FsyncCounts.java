package dev.seawall.deploy.flood.polite;

import dev.seawall.deploy.flood.record.Fsyncs;
import dev.seawall.deploy.flood.record.Latency;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** What the probe has seen since it was last asked, and how long it has been waiting. Thread-safe. */
final class FsyncCounts {
    private final String worker;
    private final LongSupplier nanoTime;
    private final Histogram latency = Latency.histogram();
    private long done;
    private long failed;
    private long beganNanos;
    private boolean waiting;
    private long askedNanos;
    private long askedAtMillis;

    FsyncCounts(String worker, LongSupplier nanoTime, long nowMillis) {
        this.worker = worker;
        this.nanoTime = nanoTime;
        this.askedNanos = nanoTime.getAsLong();
        this.askedAtMillis = nowMillis;
    }

    synchronized void begins() {
        beganNanos = nanoTime.getAsLong();
        waiting = true;
    }

    synchronized void done() {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanoTime.getAsLong() - beganNanos);
        latency.recordValue(Latency.clamp(micros));
        done++;
        waiting = false;
    }

    synchronized void failed() {
        failed++;
        waiting = false;
    }

    /** The interval that ends now, and the next one begins. */
    synchronized Fsyncs interval() {
        long now = nanoTime.getAsLong();
        long millis = TimeUnit.NANOSECONDS.toMillis(now - askedNanos);
        long pending = waiting ? TimeUnit.NANOSECONDS.toMillis(now - beganNanos) : 0;
        var entry = new Fsyncs(askedAtMillis, millis, worker, done, failed, pending, Latency.of(latency));
        latency.reset();
        done = 0;
        failed = 0;
        askedAtMillis += millis;
        askedNanos += TimeUnit.MILLISECONDS.toNanos(millis);
        return entry;
    }
}
