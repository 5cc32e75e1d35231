package dev.seawall.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Clients that ask all the time, each for the next answer when it has the one before, over connections that are kept.
 *
 * <p>Thread rule: for one thread; the clients have their own.
 */
public final class SteadyLoad implements AutoCloseable {
    private static final int CUT_OFF = 0;
    private static final int REMEMBERED = 200;

    private final FrontDoorUnderTest door;
    private final String path;
    private final long pauseNanos;
    private final List<Thread> clients = new ArrayList<>();
    private final Deque<Integer> last = new ArrayDeque<>();
    private long answers;
    private volatile boolean isOver;

    /** @param pauseMillis before each request of each client */
    public SteadyLoad(FrontDoorUnderTest door, int clients, String path, int pauseMillis) {
        this.door = door;
        this.path = path;
        this.pauseNanos = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        for (int i = 0; i < clients; i++) {
            this.clients.add(Thread.ofVirtual().start(this::ask));
        }
    }

    private void ask() {
        while (!isOver) {
            try (RawClient client = door.connect()) {
                while (!isOver) {
                    LockSupport.parkNanos(Math.max(1, pauseNanos));
                    RawMessage answer = client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n")
                            .receive();
                    add(answer.status());
                }
            } catch (IOException | AssertionError e) {
                add(CUT_OFF);
            }
        }
    }

    private synchronized void add(int status) {
        answers++;
        last.addLast(status);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
        notifyAll();
    }

    /** Waits until the last so many answers, none of which was there before, are all as wanted. */
    public synchronized void awaitOnly(int count, IntPredicate wanted) throws InterruptedException {
        await("only as wanted", () -> recent(count).allMatch(wanted), count);
    }

    /** Waits until one of the next answers is as wanted. */
    public synchronized void awaitOne(IntPredicate wanted) throws InterruptedException {
        last.clear();
        await("one as wanted", () -> last.stream().anyMatch(wanted::test), 1);
    }

    private IntStream recent(int count) {
        return last.stream().skip(Math.max(0, last.size() - count)).mapToInt(Integer::intValue);
    }

    private void await(String what, BooleanSupplier condition, int least) throws InterruptedException {
        long begun = answers;
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (answers - begun < least || !condition.getAsBoolean()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            assertThat(millis).as("not yet " + what + ", last seen " + last).isPositive();
            wait(millis);
        }
    }

    @Override
    public void close() {
        isOver = true;
        try {
            for (Thread client : clients) {
                client.join(Duration.ofSeconds(15));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
