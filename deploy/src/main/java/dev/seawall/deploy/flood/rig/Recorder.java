package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.Happening;
import dev.seawall.deploy.flood.record.RunLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Writes every entry to the run's log, and remembers the last minutes of them. Thread-safe. */
final class Recorder {
    private static final long MEMORY_MILLIS = 180_000;

    private final RunLog log;
    private final Deque<Entry> recent = new ArrayDeque<>();

    Recorder(RunLog log) {
        this.log = log;
    }

    /** @throws UncheckedIOException when the log can't be written: the run is worth nothing then */
    void record(Entry entry) {
        try {
            log.write(entry);
        } catch (IOException e) {
            throw new UncheckedIOException("failed to write the run's log: " + e.getMessage(), e);
        }
        synchronized (recent) {
            recent.addLast(entry);
            while (recent.getFirst().at() < entry.at() - MEMORY_MILLIS) {
                recent.removeFirst();
            }
            recent.notifyAll();
        }
    }

    void happened(String what) {
        record(new Happening(System.currentTimeMillis(), what));
    }

    /** Those remembered of a kind that began in the span, the end excluded. */
    <T extends Entry> List<T> between(Class<T> kind, long from, long to) {
        synchronized (recent) {
            return recent.stream()
                    .filter(one -> one.at() >= from && one.at() < to)
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }
    }

    /** Waits for an entry that began at that moment or later; false when there was none in time. */
    boolean await(long from, Predicate<Entry> wanted, long limitMillis) throws InterruptedException {
        long deadline = System.nanoTime() + limitMillis * 1_000_000;
        synchronized (recent) {
            while (recent.stream().noneMatch(one -> one.at() >= from && wanted.test(one))) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                recent.wait(left);
            }
            return true;
        }
    }
}
