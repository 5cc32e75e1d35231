package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.relay.ExchangeRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON line an exchange, written by a thread of its own from a queue of bounded size. When the disk is slower than
 * the clients the log loses lines, never the clients time: what did not fit is counted, and one line a second says
 * {@code {"at":…,"dropped":n}}. A file that cannot be written is tried again once a second, and said so once.
 *
 * <p>Thread rule: {@link #offer} and {@link #dropped} from any thread, never blocking; the rest by the owner.
 */
public final class AccessLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private static final long MAX_FILE_BYTES = 64L << 20;
    private static final int KEPT_FILES = 3;

    /** About 16 MiB on the heap: targets are ASCII, one byte a character. */
    private static final long MAX_QUEUED_WEIGHT = 16L << 20;

    /** What an {@link ExchangeRecord} takes besides the two texts whose length the client chooses. */
    private static final long RECORD_WEIGHT = 256;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long NAP = TimeUnit.MILLISECONDS.toNanos(50);

    private final RotatingFile file;
    private final long maxQueuedWeight;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final AccessLine line = new AccessLine();
    private final Queue<ExchangeRecord> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedWeight = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private final Delta droppedSince = new Delta(dropped::sum);
    private long unsaid;
    private long nextUpkeepNanos;
    private boolean failing;
    private volatile boolean closing;
    private @Nullable Thread writer;

    AccessLog(RotatingFile file, long maxQueuedWeight, InstantSource clock, LongSupplier nanoTime) {
        this.file = file;
        this.maxQueuedWeight = maxQueuedWeight;
        this.clock = clock;
        this.nanoTime = nanoTime;
        nextUpkeepNanos = nanoTime.getAsLong() + SECOND;
    }

    /**
     * Opens the file and starts the writer. Files of 64 MiB, the current one and three older ones.
     *
     * @throws IOException when the file cannot be opened for appending
     */
    public static AccessLog start(Path path) throws IOException {
        var file = new RotatingFile(path, MAX_FILE_BYTES, KEPT_FILES);
        file.open();
        var log = new AccessLog(file, MAX_QUEUED_WEIGHT, InstantSource.system(), System::nanoTime);
        log.startWriter();
        return log;
    }

    void startWriter() {
        writer = Thread.ofPlatform().name("access-log").daemon().start(this::run);
    }

    /** Takes the exchange or counts it as dropped. */
    void offer(ExchangeRecord exchange) {
        long weight = weight(exchange);
        if (closing || queuedWeight.addAndGet(weight) > maxQueuedWeight) {
            queuedWeight.addAndGet(-weight);
            dropped.increment();
            return;
        }
        queue.add(exchange);
    }

    private static long weight(ExchangeRecord exchange) {
        return RECORD_WEIGHT + exchange.method().length() + exchange.target().length();
    }

    /** Lines lost since the start, for a full queue or for a file that could not be written. */
    public long dropped() {
        return dropped.sum();
    }

    private void run() {
        while (!closing) {
            write();
            LockSupport.parkNanos(NAP);
        }
    }

    /** Empties the queue into the file; once a second also says what was dropped and looks after the file. */
    void write() {
        if (failing && nanoTime.getAsLong() - nextUpkeepNanos < 0) {
            return; // the queue fills and then drops, until the next try
        }
        int taken = 0;
        try {
            for (ExchangeRecord next = queue.poll(); next != null; next = queue.poll()) {
                queuedWeight.addAndGet(-weight(next));
                taken++;
                file.append(line.of(next));
            }
            if (nanoTime.getAsLong() - nextUpkeepNanos >= 0) {
                upkeep();
            }
            file.flush();
            if (failing) {
                failing = false;
                LOG.info("access log {} is written again", file.path());
            }
        } catch (IOException e) {
            onFailure(taken, e);
        }
    }

    private void upkeep() throws IOException {
        nextUpkeepNanos = nanoTime.getAsLong() + SECOND;
        file.reopenIfGone();
        unsaid += droppedSince.next();
        if (unsaid > 0) {
            file.append(line.dropped(clock.instant(), unsaid));
            unsaid = 0;
        }
    }

    /** @param taken lines since the last flush: at most these many are lost */
    private void onFailure(int taken, IOException cause) {
        dropped.add(taken);
        nextUpkeepNanos = nanoTime.getAsLong() + SECOND;
        if (!failing) {
            failing = true;
            LOG.warn(
                    "access log {} could not be written: {}. Trying again every second; lines lost meanwhile are"
                            + " counted. Check the disk's free space and the file's permissions",
                    file.path(),
                    cause.toString());
        }
    }

    /** Writes what is queued, says what was dropped, and closes the file. Waits for a slow disk up to 5 s. */
    @Override
    public void close() {
        closing = true;
        Thread running = writer;
        try {
            if (running != null) {
                LockSupport.unpark(running);
                if (!running.join(Duration.ofSeconds(5))) {
                    LOG.warn("access log {} did not finish within 5 s: its last lines may be missing", file.path());
                    return;
                }
            }
            nextUpkeepNanos = nanoTime.getAsLong();
            write();
            file.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("access log {} could not be closed: {}", file.path(), e.toString());
        }
    }
}
