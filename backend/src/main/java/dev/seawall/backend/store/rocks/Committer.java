package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.StoreListener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The one thread that changes the index. It takes all writes that wait, decides each one's precondition against the
 * index and the writes before it, and makes them durable with a single fsync (group commit: the more writers wait, the
 * fewer fsyncs each costs). Only then is anyone told.
 *
 * <p>After a failed write or fsync nobody can say what the disk holds: the kernel may have dropped the dirty pages and
 * would report success on a second try (Rebello et al., <i>Can Applications Recover from fsync Failures?</i>, USENIX ATC
 * 2020). So the first failure ends all writing for good.
 *
 * <p>Thread rule: {@link #submit} from any thread; the rest belongs to its own platform thread, because a native call
 * that blocks would hold a virtual thread's carrier.
 */
final class Committer {
    private static final int MAX_BATCH_WRITES = 1024;
    private static final int MAX_BATCH_BYTES = 8 << 20;

    private final Index index;
    private final ContentFiles files;
    private final Executor fileThreads;
    private final StoreListener listener;
    private final CompletableFuture<Void> ended;

    private final Queue<Write> waiting = new ArrayDeque<>();
    private boolean stopping;

    private volatile Counts counts;
    private volatile @Nullable LastCommit last;
    private volatile @Nullable String failure;

    /** When the last commit was, and how long it took. */
    record LastCommit(Instant at, Duration took) {}

    Committer(Index index, ContentFiles files, Executor fileThreads, StoreListener listener) throws IOException {
        this.index = index;
        this.files = files;
        this.fileThreads = fileThreads;
        this.listener = listener;
        this.counts = index.counts();
        this.ended = CompletableFuture.runAsync(this::run, Thread.ofPlatform().name("committer")::start);
    }

    void submit(Write write) {
        synchronized (waiting) {
            if (!stopping) {
                waiting.add(write);
                waiting.notifyAll();
                return;
            }
        }
        write.failed("the store is closed");
    }

    Counts counts() {
        return counts;
    }

    @Nullable
    LastCommit last() {
        return last;
    }

    @Nullable
    String failure() {
        return failure;
    }

    /** Ends all writing: from now on every write is answered as failed. Tells the listener the first time. */
    void fail(String observed, Throwable cause) {
        if (refuseWrites(observed)) {
            listener.onFailed(observed, cause);
        }
    }

    /** As {@link #fail}, for a reason that is not the disk's; whether it was the first. */
    boolean refuseWrites(String observed) {
        synchronized (waiting) {
            boolean first = failure == null;
            if (first) {
                failure = observed;
            }
            return first;
        }
    }

    /** Commits what waits, then ends the thread. */
    void close() {
        synchronized (waiting) {
            stopping = true;
            waiting.notifyAll();
        }
        ended.join();
    }

    private void run() {
        for (List<Write> writes = next(); !writes.isEmpty(); writes = next()) {
            String observed = failure;
            if (observed == null) {
                commit(writes);
            } else {
                writes.forEach(write -> write.failed(observed));
            }
        }
    }

    /** Waits for writes; empty at the end. */
    private List<Write> next() {
        List<Write> writes = new ArrayList<>();
        long bytes = 0;
        synchronized (waiting) {
            while (waiting.isEmpty() && !stopping) {
                try {
                    waiting.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("nobody interrupts the committer", e);
                }
            }
            for (Write write = waiting.peek();
                    write != null && writes.size() < MAX_BATCH_WRITES && bytes < MAX_BATCH_BYTES;
                    write = waiting.peek()) {
                bytes += write.batchBytes();
                writes.add(waiting.remove());
            }
        }
        return writes;
    }

    private void commit(List<Write> writes) {
        long startedAtNanos = System.nanoTime();
        try (Commit commit = new Commit(index, files, counts)) {
            for (Write write : writes) {
                commit.add(write);
            }
            commit.makeDurable();
            String refused = failure;
            if (refused != null) {
                // Durable, but on a volume that is no longer ours to vouch for.
                writes.forEach(write -> write.failed(refused));
                return;
            }
            counts = commit.counts();
            Duration took = Duration.ofNanos(System.nanoTime() - startedAtNanos);
            last = new LastCommit(Instant.now(), took);
            listener.onCommit(writes.size(), took);
            commit.tell();
            commit.obsolete().forEach(file -> fileThreads.execute(() -> files.delete(file)));
        } catch (RocksDBException | IOException | RuntimeException | Error e) {
            // An Error too: if it ended this thread, everyone who waits would wait for ever.
            String observed = "failed to make " + writes.size() + " write(s) durable: " + e;
            fail(observed, e);
            writes.forEach(write -> write.failed(observed));
        }
    }
}
