package dev.seawall.frontdoor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Stopping cuts no request off that finishes in time, and takes no new one. */
class DrainTest {
    @Test
    void aRequestInFlightFinishesAndTheListenerIsGone() throws Exception {
        var asked = new CountDownLatch(1);
        var mayAnswer = new CountDownLatch(1);
        try (var worker = new RawWorker((head, peer) -> {
                    asked.countDown();
                    await(mayAnswer);
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlast");
                });
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            await(asked);

            int port = door.port();
            CompletableFuture<Boolean> drained =
                    CompletableFuture.supplyAsync(() -> door.door().drain());
            untilNobodyListensAt(port);
            mayAnswer.countDown();

            RawMessage answer = client.receive();
            assertThat(answer.body()).isEqualTo("last");
            assertThat(answer.values("Connection")).containsExactly("close");
            assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void aRequestThatOutlastsTheLimitIsCutOffAndThatIsSaid() throws Exception {
        var asked = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        try (var worker = new RawWorker((head, peer) -> {
                    asked.countDown();
                    await(over);
                });
                var door = FrontDoorUnderTest.with(List.of("drain: {limit: 300ms}"), worker);
                RawClient client = door.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            await(asked);

            assertThat(door.door().drain()).isFalse();

            RawMessage answer = client.receive();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(500);
            over.countDown();
        }
    }

    private static void untilNobodyListensAt(int port) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            try {
                new RawClient(port).close();
            } catch (ConnectException e) {
                return;
            }
        }
        throw new AssertionError("port " + port + " is still open");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
