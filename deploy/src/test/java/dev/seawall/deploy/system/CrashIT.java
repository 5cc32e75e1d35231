package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of one worker at random moments of concurrent writes, many times over: every acknowledged object must be
 * there whole, no unacknowledged one half-visible, and the other workers' objects served meanwhile.
 *
 * <p>{@code -Dseawall.crash.rounds=200} for the long run; {@code -Dseawall.crash.seed} repeats a run's choices.
 */
class CrashIT {
    private static final int ROUNDS = Integer.getInteger("seawall.crash.rounds", 5);
    private static final long SEED = Long.getLong("seawall.crash.seed", System.nanoTime());
    private static final int WRITERS = 6;
    private static final int KEYS_PER_WRITER = 40;
    private static final String VICTIM = "worker-2";

    private final Ledger ledger = new Ledger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong uncertain = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong servedMeanwhile = new AtomicLong();
    private final AtomicBoolean stop = new AtomicBoolean();

    /** Writers hold the read lock for one write; the check of everything holds the write lock. */
    private final ReentrantReadWriteLock quiet = new ReentrantReadWriteLock(true);

    @TempDir
    Path directory;

    @Test
    void everyAcknowledgedObjectSurvivesItsWorkerBeingKilled() throws Exception {
        var random = new Random(SEED);
        long verified = 0;
        int rounds = 0;
        try (Farm farm = Farm.up(directory)) {
            var objects = new ObjectsClient(farm.address());
            List<Thread> threads = startWriters(objects);
            threads.add(startReaderOfOtherSlots(objects));

            for (; rounds < ROUNDS && wrong.isEmpty(); rounds++) {
                awaitWrites(written.get() + 1 + random.nextInt(150));
                farm.kill9(VICTIM);
                awaitServedMeanwhile(servedMeanwhile.get() + 20);
                farm.seawall("up").mustSucceed();
                System.out.printf("round %d: %d acknowledged, %d uncertain%n", rounds, written.get(), uncertain.get());
                verified += verifyEverything(objects);
            }

            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        System.out.printf(
                "%d rounds, seed %d: %d writes acknowledged, %d uncertain, %d refused unsent; %d objects verified;"
                        + " %d reads of other slots, none failed%n",
                rounds, SEED, written.get(), uncertain.get(), refused.get(), verified, servedMeanwhile.get());
        assertThat(wrong).isEmpty();
        assertThat(servedMeanwhile.get()).isPositive();
    }

    private List<Thread> startWriters(ObjectsClient objects) {
        var threads = new ArrayList<Thread>();
        for (int writer = 0; writer < WRITERS; writer++) {
            var random = new Random(SEED + 1 + writer);
            String prefix = "writer-" + writer + "/";
            threads.add(Thread.ofPlatform().start(() -> {
                while (!stop.get() && wrong.isEmpty()) {
                    quiet.readLock().lock();
                    try {
                        writeOnce(objects, prefix + random.nextInt(KEYS_PER_WRITER), random);
                    } finally {
                        quiet.readLock().unlock();
                    }
                    // About 200 writes a second from each, so that there is CPU left for the restart.
                    LockSupport.parkNanos(5_000_000);
                }
            }));
        }
        return threads;
    }

    private void writeOnce(ObjectsClient objects, String key, Random random) {
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

    private void unlessOfVictim(String key, String what) {
        if (!SlotOwner.of(key, 3).equals(VICTIM)) {
            wrong.add("a write of another slot failed: " + key + ": " + what);
        }
    }

    private Thread startReaderOfOtherSlots(ObjectsClient objects) throws IOException {
        var keys = new ArrayList<String>();
        for (int i = 0; keys.size() < 20; i++) {
            String key = "steady/" + i;
            if (!SlotOwner.of(key, 3).equals(VICTIM)) {
                assertThat(objects.put(key, Content.bytes(i, 1000)).statusCode())
                        .isIn(201, 204);
                keys.add(key);
            }
        }
        return Thread.ofPlatform().start(() -> {
            for (int i = 0; !stop.get(); i++) {
                String key = keys.get(i % keys.size());
                try {
                    var answer = objects.get(key);
                    if (answer.statusCode() != 200 || answer.body().length != 1000) {
                        wrong.add("a read of another slot failed: " + key + ": " + answer);
                    }
                    servedMeanwhile.incrementAndGet();
                    LockSupport.parkNanos(5_000_000);
                } catch (IOException e) {
                    wrong.add("a read of another slot failed: " + key + ": " + e);
                }
            }
        });
    }

    private long verifyEverything(ObjectsClient objects) throws IOException {
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
                ledger.remember(key, "looked, after round's restart: " + answer.statusCode());
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

    private void awaitWrites(long count) {
        Farm.await(Duration.ofSeconds(60), () -> written.get() >= count || !wrong.isEmpty(), "writes acknowledged");
    }

    private void awaitServedMeanwhile(long count) {
        Farm.await(
                Duration.ofSeconds(60), () -> servedMeanwhile.get() >= count || !wrong.isEmpty(), "other slots served");
    }
}
