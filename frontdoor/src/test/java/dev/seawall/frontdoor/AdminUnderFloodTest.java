package dev.seawall.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The admin port answers while the public one is flooded: it shares no thread, selector, buffer or queue with it. */
class AdminUnderFloodTest {
    private static final int CONNECTIONS = 2000;
    private static final int FLOODERS = 4;
    private static final int QUESTIONS = 100;

    /** Of connections that say nothing: the test may be slow in making them. */
    private static final List<String> PATIENT =
            List.of("limits: {connections: 4096, headTime: 2m}", "relay: {idleTimeout: 2m, firstByteTimeout: 2m}");

    /** Far above what is seen, some milliseconds, on two busy cores; far below a person's patience. */
    private static final long IN_TIME_NANOS = 2_000_000_000L;

    @Test
    void theAdminPortAnswersInTimeWhileThePublicOneIsFlooded() throws Exception {
        List<SocketChannel> standing = new ArrayList<>();
        var isOver = new AtomicBoolean();
        var flooded = new AtomicLong();
        List<Thread> flood = new ArrayList<>();
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(PATIENT, worker);
                var operator = new Operator(door)) {
            standing.addAll(IntStream.range(0, CONNECTIONS)
                    .parallel()
                    .mapToObj(i -> connect(door.port()))
                    .toList());
            operator.awaitMetric("connections", open -> open >= CONNECTIONS);
            for (int i = 0; i < FLOODERS; i++) {
                flood.add(Thread.ofPlatform().daemon().start(() -> flood(door.port(), isOver, flooded)));
            }

            long[] nanos = new long[QUESTIONS];
            for (int i = 0; i < QUESTIONS; i++) {
                long begun = System.nanoTime();
                assertThat(operator.get(i % 2 == 0 ? "/-/ready" : "/-/knobs")).startsWith("{");
                nanos[i] = System.nanoTime() - begun;
            }
            operator.set("shed:/", "90");
            operator.clear("shed:/");

            Arrays.sort(nanos);
            assertThat(nanos[QUESTIONS - 1]).isLessThan(IN_TIME_NANOS);
            assertThat(flooded.get()).as("answers to the flood").isGreaterThan(QUESTIONS);
        } finally {
            isOver.set(true);
            for (Thread each : flood) {
                each.join(10_000);
            }
            for (SocketChannel each : standing) {
                each.close();
            }
        }
    }

    private static SocketChannel connect(int port) {
        try {
            return SocketChannel.open(address(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A closed loop over a pipeline of requests. */
    private static void flood(int port, AtomicBoolean isOver, AtomicLong answered) {
        byte[] requests = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n".repeat(16).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer answers = ByteBuffer.allocate(1 << 16);
        while (!isOver.get()) {
            try (SocketChannel client = SocketChannel.open(address(port))) {
                while (!isOver.get()) {
                    client.write(ByteBuffer.wrap(requests));
                    answers.clear();
                    if (client.read(answers) < 0) {
                        break;
                    }
                    answered.incrementAndGet();
                }
            } catch (IOException e) {
                // Let go of; another connection goes on.
            }
        }
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
