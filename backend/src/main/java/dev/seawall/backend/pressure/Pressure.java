package dev.seawall.backend.pressure;

import dev.seawall.backend.volume.Latencies;
import dev.seawall.backend.volume.VolumeFacts;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many writes the volume can bear at once, from how long it makes writes wait: their way to stable storage, its
 * fsyncs, and the bytes on their way there. The worst of the three over what is usual says by how much there are too
 * many. What is left is shared evenly among the front doors that asked lately.
 *
 * <p>Nothing is remembered but the last seconds' latencies, so a volume that was slow for a while leaves no trace.
 *
 * <p>Thread rule: thread-safe, never blocks.
 */
public final class Pressure {
    /** Writes at once while all is well: a commit takes up to 1,024, and each costs the worker one of as many requests. */
    static final int MOST = 256;

    /** Enough for a commit to be worth its fsync, on the slowest volume. */
    static final int FEWEST = 8;

    /** A write waits for the fsync under way and its own, however many share them; beyond this many it queues. */
    private static final int USUAL_FSYNCS = 3;

    static final long USUAL_WRITE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Slower than any volume that is only busy. */
    static final long USUAL_FSYNC_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** What a volume of 125 MiB/s writes in 2 s. */
    static final long USUAL_BYTES = 256L << 20;

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final long GONE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MOST_FRONT_DOORS = 64;
    private static final long JUDGED_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LongSupplier nanoTime;
    private final Latencies writes = new Latencies(REMEMBERED);
    private final Latencies fsyncs = new Latencies(REMEMBERED);
    private final AtomicLong bytes = new AtomicLong();
    private final Map<String, Long> frontDoors = new ConcurrentHashMap<>();
    private final AtomicLong judgeAgainNanos;
    private volatile boolean trouble;
    private volatile int all = MOST;

    public Pressure(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.judgeAgainNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** A write was answered for. */
    void onWrite(long tookNanos) {
        writes.add(nanoTime.getAsLong(), tookNanos);
    }

    /** An fsync returned. */
    public void onFsync(Duration took) {
        fsyncs.add(nanoTime.getAsLong(), took.toNanos());
    }

    /** Whether the volume is not as it should be: its fsyncs don't return. */
    public void onTrouble(boolean begins) {
        trouble = begins;
    }

    /** So many more bytes are on their way to stable storage, or so many fewer. */
    void onBytes(long more) {
        bytes.addAndGet(more);
    }

    /**
     * How many writes a front door may have here at once.
     *
     * @param frontDoor its name, as its requests' {@code Via} has it
     */
    public int credits(String frontDoor) {
        long now = nanoTime.getAsLong();
        if (frontDoors.containsKey(frontDoor) || frontDoors.size() < MOST_FRONT_DOORS) {
            frontDoors.put(frontDoor, now);
        }
        long due = judgeAgainNanos.get();
        if (now - due >= 0 && judgeAgainNanos.compareAndSet(due, now + JUDGED_EVERY_NANOS)) {
            frontDoors.values().removeIf(seen -> now - seen > GONE_NANOS);
            all = judge(now);
        }
        return Math.max(1, all / Math.max(1, frontDoors.size()));
    }

    public int credits() {
        return all;
    }

    private int judge(long now) {
        long fsync = p99(fsyncs, now);
        double worst = Math.max(
                (double) p99(writes, now) / Math.max(USUAL_WRITE_NANOS, USUAL_FSYNCS * fsync),
                Math.max((double) fsync / USUAL_FSYNC_NANOS, (double) bytes.get() / USUAL_BYTES));
        return trouble ? FEWEST : Math.clamp((long) (MOST / Math.max(1, worst)), FEWEST, MOST);
    }

    private static long p99(Latencies of, long now) {
        VolumeFacts.Fsyncs recent = of.recent(now);
        return recent == null ? 0 : recent.p99().toNanos();
    }
}
