package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Six writers and a reader that go on while one worker, the victim, is killed or replaced. They note what is
 * acknowledged, and what is wrong: anything but a clean answer from another slot, an acknowledged object that is not
 * there whole, an unacknowledged one half-visible. Closed by one thread.
 */
final class BusyClients implements AutoCloseable {
    private static final int WRITERS = 6;
    private static final int KEYS_PER_WRITER = 40;
    private static final int WORKERS = 3;

    final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    final AtomicLong written = new AtomicLong();
    final AtomicLong uncertain = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong servedMeanwhile = new AtomicLong();

    private final ObjectsClient objects;

    private final String victim;
    private final Ledger ledger = new Ledger();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    /** When the victim last answered a write, and the longest it has not. */
    private final AtomicLong victimWroteAtNanos = new AtomicLong(System.nanoTime());

    private final AtomicLong longestOutageNanos = new AtomicLong();

    /** Writers hold the read lock for one write; the check of everything holds the write lock. */
    private final ReentrantReadWriteLock quiet = new ReentrantReadWriteLock(true);

    BusyClients(ObjectsClient objects, long seed, String victim) throws IOException {
        this.objects = objects;

        this.victim = victim;
        List<String> steady = writeSteadyObjects();
        for (int writer = 0; writer < WRITERS; writer++) {
            var random = new Random(seed + 1 + writer);
            String prefix = "writer-" + writer + "/";
            threads.add(Thread.ofPlatform().start(() -> write(prefix, random)));
        }
        threads.add(Thread.ofPlatform().start(() -> read(steady)));
    }

    /** The longest time for which the victim acknowledged nothing. */
    Duration longestOutage() {
        return Duration.ofNanos(longestOutageNanos.get());
    }

    private void write(String prefix, Random random) {
        while (!stop.get() && wrong.isEmpty()) {
            quiet.readLock().lock();
            try {
                writeOnce(prefix + random.nextInt(KEYS_PER_WRITER), random);
            } finally {
                quiet.readLock().unlock();
            }
            // About 200 writes a second from each, so that there is CPU left for the restart.
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void writeOnce(String key, Random random) {
        int kind = random.nextInt(10);
        int size = kind < 6 ? random.nextInt(4096) : 32_768 + random.nextInt(200_000);
        var version = kind == 9 ? Ledger.Version.ABSENT : new Ledger.Version(random.nextLong(), size);
        HttpResponse<byte[]> answer;
        try {
            answer = version.absent() ? objects.delete(key) : objects.put(key, version.content());
        } catch (IOException e) {
            ledger.remember(key, version + ": " + e);
            unlessOfVictim(key, e.toString());
            ledger.uncertain(key, version);
            uncertain.incrementAndGet();
            return;
        }
        ledger.remember(key, version + ": " + said(answer));
        switch (answer.statusCode()) {
            case 201, 204 -> {
                ledger.acknowledged(key, version);
                written.incrementAndGet();
                if (ownedByVictim(key)) {
                    long now = System.nanoTime();
                    longestOutageNanos.accumulateAndGet(now - victimWroteAtNanos.getAndSet(now), Math::max);
                }
            }
            case 404 -> {
                String problem = version.absent() ? ledger.check(key, null) : key + ": a PUT was answered 404";
                if (problem != null) {
                    wrong.add(problem);
                }
            }
            case 503 -> {
                // Promised by the protocol to have had no effect: the ledger does not hear of it.
                unlessOfVictim(key, said(answer));
                refused.incrementAndGet();
            }
            case 502, 504 -> {
                unlessOfVictim(key, said(answer));
                ledger.uncertain(key, version);
                uncertain.incrementAndGet();
            }
            default -> wrong.add(key + ": " + said(answer));
        }
    }

    private static String said(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private boolean ownedByVictim(String key) {
        return SlotOwner.of(key, WORKERS).equals(victim);
    }

    private void unlessOfVictim(String key, String what) {
        if (!ownedByVictim(key)) {
            wrong.add("a write of another slot failed: " + key + ": " + what);
        }
    }

    private List<String> writeSteadyObjects() throws IOException {
        var keys = new ArrayList<String>();
        for (int i = 0; keys.size() < 20; i++) {
            String key = "steady/" + i;
            if (!ownedByVictim(key)) {
                assertThat(objects.put(key, Content.bytes(i, 1000)).statusCode())
                        .isIn(201, 204);
                keys.add(key);
            }
        }
        return keys;
    }

    private void read(List<String> steady) {
        for (int i = 0; !stop.get(); i++) {
            String key = steady.get(i % steady.size());
            try {
                var answer = objects.get(key);
                if (answer.statusCode() != 200 || answer.body().length != 1000) {
                    wrong.add("a read of another slot failed: " + key + ": " + said(answer));
                }
                servedMeanwhile.incrementAndGet();
                LockSupport.parkNanos(5_000_000);
            } catch (IOException e) {
                wrong.add("a read of another slot failed: " + key + ": " + e);
            }
        }
    }

    /** Holds all writers still, reads every object that was ever written, and compares; returns how many. */
    long verifyEverything() throws IOException {
        quiet.writeLock().lock();
        try {
            List<String> keys = ledger.keys();
            for (String key : keys) {
                var answer = objects.get(key);
                byte[] found = answer.statusCode() == 404 ? null : answer.body();
                if (found != null
                        && !Content.etag(found)
                                .equals(answer.headers().firstValue("ETag").orElse(""))) {
                    wrong.add(key + ": the bytes do not match the ETag: " + answer);
                }
                ledger.remember(key, "looked while all writers were still: " + answer.statusCode());
                String problem = ledger.check(key, found);
                if (problem != null) {
                    wrong.add(problem);
                }
            }
            return keys.size();
        } finally {
            quiet.writeLock().unlock();
        }
    }

    void awaitWrites(long count) {
        Farm.await(Duration.ofSeconds(60), () -> written.get() >= count || !wrong.isEmpty(), "writes acknowledged");
    }

    void awaitServedMeanwhile(long count) {
        Farm.await(
                Duration.ofSeconds(60), () -> servedMeanwhile.get() >= count || !wrong.isEmpty(), "other slots served");
    }

    /** Stops them all; what they counted stays. */
    @Override
    public void close() {
        stop.set(true);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while clients were still at work", e);
        }
    }
}
