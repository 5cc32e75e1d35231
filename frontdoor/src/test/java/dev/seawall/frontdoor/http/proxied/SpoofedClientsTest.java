package dev.seawall.frontdoor.http.proxied;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Connections from ever new addresses, by a load balancer's word, at a real front door. {@code -Dseawall.spoofed=200000}
 * makes it as many.
 */
class SpoofedClientsTest {
    private static final int SPOOFED = Integer.getInteger("seawall.spoofed", 10_000);
    private static final int THREADS = 4;

    /** A polite client's: below its rate by half. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private static final String SETTING =
            "guard: {enforce: always, requestsPerSecond: 50, burst: 1s, ban: 5m, exempt: [], connectionsPerSecond: 100000}";
    private static final String TRUSTING = "proxyProtocol: {trusted: [{network: 127.0.0.0/8}]}";

    /** Answered by the front door itself, so that it is the one at work. */
    private static final String TRACE = "TRACE / HTTP/1.1\r\nHost: h\r\n\r\n";

    private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

    @Test
    void everNewAddressesCostNoMemoryHideNobodyAndHurtNobody() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of(SETTING, TRUSTING), worker);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
                RawClient polite = door.connect()) {
            polite.send("PROXY TCP4 20.0.0.1 198.51.100.1 51234 80\r\n");
            assertThat(polite.send(GET).receive().status()).isEqualTo(200);
            long before = heap();

            AtomicInteger made = new AtomicInteger();
            List<Future<@Nullable Void>> attackers = IntStream.range(0, THREADS)
                    .mapToObj(each -> threads.submit(() -> spoof(door.port(), made)))
                    .toList();
            Future<Integer> heavy = threads.submit(() -> refusals(door));
            int asked = 0;
            int answered = 0;
            while (!attackers.stream().allMatch(Future::isDone)) {
                asked++;
                answered += polite.send(GET).receive().status() == 200 ? 1 : 0;
                LockSupport.parkNanos(PACE_NANOS);
            }
            for (Future<@Nullable Void> attacker : attackers) {
                attacker.get();
            }

            assertThat(made.get()).isGreaterThanOrEqualTo(SPOOFED);
            assertThat(answered).isPositive().isGreaterThanOrEqualTo(asked * 99 / 100);
            assertThat(heavy.get()).isPositive();
            assertThat(heap() - before).as("bytes").isLessThan(8 << 20);
            assertThat(guard(door)).contains("\"network\":\"30.0.0.1/32\"").doesNotContain("20.0.0.1");
        }
    }

    private static @Nullable Void spoof(int port, AtomicInteger made) throws IOException {
        byte[] buffer = new byte[1024];
        for (int i = made.getAndIncrement(); i < SPOOFED; i = made.getAndIncrement()) {
            int mixed = i * 0x9E3779B1;
            String address = "40." + (mixed >>> 24) + '.' + ((mixed >>> 16) & 255) + '.' + ((mixed >>> 8) & 255);
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                socket.setSoLinger(true, 0); // So that the ports are free again.
                socket.getOutputStream()
                        .write(("PROXY TCP4 " + address + " 198.51.100.1 51234 80\r\n" + TRACE).getBytes(ISO_8859_1));
                int read = socket.getInputStream().read(buffer);
                assertThat(new String(buffer, 0, Math.max(0, read), ISO_8859_1)).startsWith("HTTP/1.1 4");
            }
        }
        return null;
    }

    /** How often one who asks as fast as it can was refused before it was cut off. */
    private static int refusals(FrontDoorUnderTest door) throws IOException {
        int refused = 0;
        try (RawClient client = door.connect()) {
            client.send("PROXY TCP4 30.0.0.1 198.51.100.1 51234 80\r\n");
            while (refused < 1000) {
                refused += client.send(TRACE).receive().status() == 429 ? 1 : 0;
            }
        } catch (IOException | AssertionError e) {
            return refused;
        }
        return refused;
    }

    private static String guard(FrontDoorUnderTest door) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + door.door().adminPort() + "/-/guard"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
