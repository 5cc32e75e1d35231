package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.Progress;
import dev.seawall.frontdoor.RawWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Memory stays bounded: whoever is slow slows the other side down, and nothing piles up in between. */
class BackpressureTest {
    private static final int BLOCK = 64 * 1024;
    private static final long BODY = 256L << 20;

    /** What sockets may hold on the way; the kernel grows its buffers to some MiB. */
    private static final long MOST_ON_THE_WAY = 64L << 20;

    @Test
    void aClientThatDoesNotReadBlocksTheWorkersSender() throws Exception {
        var sent = new Progress();
        var over = new CountDownLatch(1);
        try (var worker = new RawWorker((head, peer) -> {
                    try {
                        peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + BODY + "\r\n\r\n");
                        String block = "x".repeat(BLOCK);
                        for (long at = 0; at < BODY; at += BLOCK) {
                            peer.write(block);
                            sent.add(BLOCK);
                        }
                    } finally {
                        over.countDown();
                    }
                });
                var door = FrontDoorUnderTest.before(worker);
                var client = new Socket()) {
            client.setReceiveBufferSize(BLOCK);
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()));
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.getInputStream().read()).isEqualTo('H');

            long stuckAt = sent.awaitStandstill();

            assertThat(stuckAt).isLessThan(MOST_ON_THE_WAY);
            assertThat(over.getCount()).isOne();

            client.getInputStream().skipNBytes(BODY);
            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aWorkerThatDoesNotReadBlocksTheClientsSender() throws Exception {
        var mayRead = new CountDownLatch(1);
        var sent = new Progress();
        try (var worker = new RawWorker((head, peer) -> {
                    await(mayRead);
                    peer.close();
                });
                var door = FrontDoorUnderTest.with(List.of("limits: {bodyBytes: 1GiB, headerBytes: 8KiB}"), worker);
                var client = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            Thread.ofVirtual().start(() -> upload(client, sent));

            long stuckAt = sent.awaitStandstill();

            assertThat(stuckAt).isPositive().isLessThan(MOST_ON_THE_WAY);
            mayRead.countDown();
        }
    }

    private static void upload(Socket client, Progress sent) {
        try {
            var out = client.getOutputStream();
            out.write(("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nContent-Length: " + BODY + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] block = new byte[BLOCK];
            for (long at = 0; at < BODY; at += BLOCK) {
                out.write(block);
                sent.add(BLOCK);
            }
        } catch (IOException e) {
            // The test is over and closed the connection.
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
