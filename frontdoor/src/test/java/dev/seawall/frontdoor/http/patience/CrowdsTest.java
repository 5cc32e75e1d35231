package dev.seawall.frontdoor.http.patience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.ImpatientDoor;
import dev.seawall.frontdoor.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many clients at once. */
class CrowdsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @Test
    void whoCameLastFindsRoomAndWhoWasIdleLongestMakesIt() throws Exception {
        try (var door = ImpatientDoor.with("connections: 20")) {
            Deque<RawClient> idle = new ArrayDeque<>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (idle.size() < 60) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                comeAndStay(door, idle);
            }

            assertThat(isServed(idle.getLast())).isTrue();
            assertThat(idle.getFirst().isClosedByPeer()).isTrue();
            assertThat(door.ended("crowded-out")).isGreaterThanOrEqualTo(40);
            assertThat(door.connections()).isLessThanOrEqualTo(20);
            for (RawClient client : idle) {
                client.close();
            }
        }
    }

    private static void comeAndStay(ImpatientDoor door, Deque<RawClient> idle) throws Exception {
        try {
            RawClient client = door.client(false);
            if (isServed(client)) {
                idle.add(client);
            } else {
                client.close();
            }
        } catch (SocketException e) {
            // There was no room: closed before the connect call returned.
        }
    }

    private static boolean isTurnedAway(ImpatientDoor door) throws Exception {
        try (RawClient client = door.client(false)) {
            return client.isClosedByPeer();
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void oneTooManyIsClosedAtOnceAndCounted() throws Exception {
        try (var door = ImpatientDoor.with("connections: 3");
                RawClient first = door.client(false).send("GET");
                RawClient second = door.client(false).send("GET");
                RawClient third = door.client(false).send("GET")) {
            await(() -> door.connections() == 3);
            assertThat(isTurnedAway(door)).isTrue();
            door.awaitEnded("too-many-connections");

            // The slow ones are let go of in time, which makes room.
            door.awaitEnded("slow-head", 3);
            assertThat(first.receive().status()).isEqualTo(408);
            assertThat(second.receive().status()).isEqualTo(408);
            assertThat(third.receive().status()).isEqualTo(408);
        }
    }

    @Test
    void oneHandshakeTooManyIsClosedAndThoseThatGoOnAreServed() throws Exception {
        try (var door = ImpatientDoor.with("handshakes: 2");
                RawClient first = new RawClient(door.port(true));
                RawClient second = new RawClient(door.port(true));
                RawClient third = new RawClient(door.port(true))) {
            assertThat(first.isClosedByPeer()).isTrue();
            assertThat(second.isClosedByPeer()).isTrue();
            assertThat(third.isClosedByPeer()).isTrue();
            try (RawClient polite = door.client(true)) {
                assertThat(isServed(polite)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false,GET / HTTP/1.1", "true,", "false,"})
    void fiveHundredAbusersKeepNobodyOut(boolean tls, @Nullable String begin) throws Exception {
        try (var door = ImpatientDoor.with("connections: 700, handshakes: 700")) {
            var over = new AtomicBoolean();
            var held = new AtomicInteger();
            for (int i = 0; i < 500; i++) {
                Thread.ofVirtual().start(() -> {
                    while (!over.get()) {
                        abuse(door.port(tls), begin, held);
                    }
                });
            }
            await(() -> held.get() >= 500);

            int served = 0;
            for (int i = 0; i < 200; i++) {
                try (RawClient polite = door.client(tls && i % 4 == 0)) {
                    served += isServed(polite) ? 1 : 0;
                }
                assertThat(door.connections()).isLessThanOrEqualTo(700);
            }

            over.set(true);
            assertThat(served).isGreaterThanOrEqualTo(198);
            await(() -> door.connections() == 0);
            String reason = tls ? "slow-handshake" : begin == null ? "no-request" : "slow-head";
            assertThat(door.ended(reason)).isGreaterThanOrEqualTo(500);
        }
    }

    private static void abuse(int port, @Nullable String begin, AtomicInteger held) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            if (begin != null) {
                socket.getOutputStream().write(begin.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
            held.incrementAndGet();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // Closed, as it should be.
        }
    }

    private static boolean isServed(RawClient client) {
        try {
            return client.send(GET).receive().status() == 200;
        } catch (IOException | AssertionError e) {
            return false;
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
