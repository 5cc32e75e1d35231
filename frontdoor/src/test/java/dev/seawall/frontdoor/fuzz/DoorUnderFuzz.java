package dev.seawall.frontdoor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.loops.LoopBuffers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * A running front door before one {@link FuzzWorker}, and what must hold of both whatever bytes were sent. Small limits,
 * so that short inputs reach them; a breaker that opens for nothing a fuzzer does.
 *
 * <p>Thread rule: for the thread that fuzzes.
 */
final class DoorUnderFuzz implements AutoCloseable {
    /** Requests to below are this class's own; workers answer them with their target. */
    static final String CHECK = "/still-serving/";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int WARM_UPS = 20;
    private static final Pattern BUSY = Pattern.compile("HTTP/1\\.1 50[34] ");

    private final WatchedLog log = new WatchedLog();
    private final FuzzWorker worker;
    private final FrontDoorUnderTest door;
    private long checks;

    /** @param relay the line of that name in the configuration */
    DoorUnderFuzz(FuzzWorker worker, String relay) throws Exception {
        this.worker = worker;
        this.door = FrontDoorUnderTest.before(
                List.of(
                        relay,
                        "limits: {bodyBytes: 512B, headerBytes: 1KiB}",
                        "probe: {interval: 1h, timeout: 5s}",
                        "breaker: {failures: 1000, openFor: 10ms}"),
                worker.port());
        warmUp();
    }

    /** What a first request takes while classes are loaded would else pass for a worker's silence. */
    private void warmUp() throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            var unused = exchange("GET " + CHECK + " HTTP/1.1\r\nHost: a\r\n\r\n");
        }
    }

    int port() {
        return door.port();
    }

    /** Nothing threw where only a logger saw it, and the worker was sent nothing that it must not be sent. */
    void assertCalm() {
        assertThat(worker.takeFindings()).as("what the worker was sent").isEmpty();
        assertThat(log.failures()).as("what was logged").isEmpty();
    }

    /** A clean request on a fresh connection is answered with what belongs to it. */
    void assertServes() throws IOException {
        String target = CHECK + checks++;
        String request = "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        FuzzClient.Received received = exchange(request);
        // A breaker that a thousand failures in a row did open lets the next one through soon; a computer that is short
        // of time lets a worker seem silent.
        long begun = System.nanoTime();
        while (BUSY.matcher(received.bytes()).lookingAt() && System.nanoTime() - begun < PATIENCE_NANOS) {
            received = exchange(request);
        }
        assertThat(received.bytes()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + target);
    }

    private FuzzClient.Received exchange(String request) throws IOException {
        return FuzzClient.exchange(port(), new Part(List.of(request), Part.End.LAST));
    }

    /** Between exchanges no connection holds a buffer. */
    void assertBuffersReturned() {
        var buffers = (LoopBuffers) door.buffers();
        await("bytes lent", () -> buffers.lentBytes() == 0);
    }

    /** Waits for what happens on other threads. */
    static void await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).as("still after 5 s: " + what).isLessThan(PATIENCE_NANOS);
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            assertCalm();
        } finally {
            door.close();
            worker.close();
            log.close();
        }
    }
}
