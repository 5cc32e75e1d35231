package dev.seawall.deploy.flood.polite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.seawall.deploy.flood.record.Latency;
import dev.seawall.deploy.flood.record.Polite;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The open loop against servers of raw sockets. */
@Timeout(60)
class PoliteLoadTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Polite> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    void theRateIsKeptToOnePercentAndEveryRequestAnswered() throws Exception {
        try (var server = SocketServer.answering(OK)) {
            load(server, "/", Expectation.SUCCESS, Schedule.lasting(3, 200), PATIENCE, 64)
                    .run("door", told::add);

            var arrivals = server.arrivals();
            assertThat(arrivals).hasSize(600);
            double drift = leastLate(arrivals, 400, 600) - leastLate(arrivals, 0, 200);
            assertThat(drift / 2).as("of the rate").isCloseTo(0, within(0.01));
            assertThat(due()).isEqualTo(600);
            assertThat(answered()).isEqualTo(600);
            assertThat(told).hasSize(6).allSatisfy(entry -> assertThat(entry.due())
                    .isEqualTo(100));
        }
    }

    @Test
    void newVisitorsComeOnAConnectionEach() throws Exception {
        var connections = new AtomicLong();
        var self = new SocketServer[1];
        try (var server = new SocketServer((in, out) -> {
            connections.incrementAndGet();
            while (!self[0].request(in).isEmpty()) {
                SocketServer.send(out, OK);
            }
        })) {
            self[0] = server;
            var load = load(server, "/", Expectation.SUCCESS, Schedule.lasting(1, 50), PATIENCE, 8);
            load.connectAnew();
            load.run("door", told::add);

            assertThat(answered()).isEqualTo(50);
            assertThat(connections.get()).isEqualTo(50);
        }
    }

    @Test
    void aStallOfTheServerCountsForEveryRequestThatWasDueMeanwhile() throws Exception {
        var stalled = new AtomicLong();
        var self = new SocketServer[1];
        try (var server = new SocketServer((in, out) -> {
            while (!self[0].request(in).isEmpty()) {
                long begin = self[0].arrivals().getFirst() + 500_000_000L;
                long end = begin + 1_000_000_000L;
                if (System.nanoTime() > begin && System.nanoTime() < end) {
                    stalled.incrementAndGet();
                    SocketServer.holdUntil(end);
                }
                SocketServer.send(out, OK);
            }
        })) {
            self[0] = server;

            // Two connections only: a closed loop would notice two slow requests.
            load(server, "/", Expectation.SUCCESS, Schedule.lasting(3, 100), PATIENCE, 2)
                    .run("door", told::add);

            Histogram latency = latency();
            long late = latency.getCountBetweenValues(250_000, Latency.clamp(Long.MAX_VALUE));
            assertThat(stalled.get()).isLessThanOrEqualTo(2);
            assertThat(answered()).isEqualTo(300);
            assertThat(late).as("due in the first 750 ms of the stall").isBetween(65L, 250L);
            assertThat(latency.getMaxValue()).isBetween(900_000L, 4_000_000L);
        }
    }

    @Test
    void whatNeverComesBackIsATimeoutAlsoForThoseThatWaitedForAConnection() throws Exception {
        try (var server = new SocketServer((in, out) -> new CountDownLatch(1).await())) {
            load(server, "/", Expectation.SUCCESS, Schedule.lasting(1, 40), Duration.ofMillis(300), 3)
                    .run("door", told::add);

            assertThat(failures()).isEqualTo(Map.of("timeout", 40L));
            assertThat(due()).isEqualTo(40);
        }
    }

    @Test
    void aBodyThatTricklesOnDoesNotOutliveItsTime() throws Exception {
        try (var server = new SocketServer((in, out) -> {
            SocketServer.send(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (true) {
                SocketServer.send(out, "x");
                SocketServer.holdUntil(System.nanoTime() + 20_000_000);
            }
        })) {
            load(server, "/", Expectation.SUCCESS, Schedule.lasting(0.5, 10), Duration.ofMillis(400), 10)
                    .run("door", told::add);

            assertThat(failures()).isEqualTo(Map.of("timeout", 5L));
        }
    }

    @Test
    void failuresAreToldByKind() throws Exception {
        assertThat(kindOf("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")).isEqualTo("status-503");
        assertThat(kindOf("HTTP/1.1 302 Found\r\nLocation: http://example.org/\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo("status-302");
        assertThat(kindOf("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nno!")).isEqualTo("wrong-answer");
        assertThat(kindOf("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort")).isEqualTo("closed");
        assertThat(kindOf("")).isEqualTo("closed");
        assertThat(kindOf("SSH-2.0-OpenSSH_9.2\r\n")).isEqualTo("not-http");
        assertThat(kindOf("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .isEqualTo("not-http");
    }

    @Test
    void nobodyListeningIsRefused() throws Exception {
        int port;
        try (var gone = new SocketServer((in, out) -> {})) {
            port = gone.port();
        }

        var load = load(endpoint("http://127.0.0.1:" + port + "/"), Schedule.lasting(0.5, 10));
        load.run("door", told::add);

        assertThat(failures()).isEqualTo(Map.of("refused", 5L));
        assertThat(load.firstFailures().get("refused")).contains("127.0.0.1:" + port, "Connection refused");
    }

    @Test
    void aKeptConnectionThatTheServerClosedIsReplacedWithoutAFailure() throws Exception {
        var self = new SocketServer[1];
        try (var server = new SocketServer((in, out) -> {
            for (int left = 3; left > 0 && !self[0].request(in).isEmpty(); left--) {
                SocketServer.send(out, OK);
            }
        })) {
            self[0] = server;

            load(server, "/", Expectation.SUCCESS, Schedule.lasting(1, 30), PATIENCE, 1)
                    .run("door", told::add);

            assertThat(answered()).isEqualTo(30);
            assertThat(server.accepted()).isEqualTo(10);
        }
    }

    @Test
    void oneConnectionDoesForAServerThatIsQuickEnough() throws Exception {
        try (var server =
                SocketServer.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")) {
            load(
                            server,
                            "/",
                            Expectation.content("ok".getBytes(StandardCharsets.US_ASCII)),
                            Schedule.lasting(1, 5),
                            PATIENCE,
                            8)
                    .run("door", told::add);

            assertThat(answered()).isEqualTo(5);
            assertThat(server.accepted()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aStoppedRunCountsOnlyWhatIsKnown() throws Exception {
        try (var server = new SocketServer((in, out) -> new CountDownLatch(1).await())) {
            var load = load(server, "/", Expectation.SUCCESS, Schedule.lasting(60, 50), Duration.ofSeconds(60), 64);
            var stopper = Thread.ofPlatform().start(() -> {
                while (server.accepted() < 20) {
                    Thread.onSpinWait();
                }
                load.stop();
            });

            load.run("door", told::add);

            stopper.join();
            assertThat(due()).isZero();
            assertThat(failures()).isEmpty();
        }
    }

    @Test
    void aMixReadsAndWritesObjectsWhoseContentIsKnown() throws Exception {
        try (var store = new ObjectsByHand()) {
            Endpoint endpoint = endpoint(store.url("/v1/objects/polite"));
            var mix = ObjectMix.below(endpoint, ObjectMix.Shares.parse("get=3,put=1"), 8, 100);
            var load = new PoliteLoad(endpoint, mix, Schedule.lasting(1, 100), PATIENCE, 8, System::nanoTime);

            load.prepare();
            load.run("door", told::add);

            assertThat(failures()).isEmpty();
            assertThat(answered()).isEqualTo(100);
            assertThat(store.puts()).isEqualTo(8 + 25);
            assertThat(store.gets()).isEqualTo(75);
            assertThat(store.keys()).hasSize(8).contains("/v1/objects/polite/0");
        }
    }

    /** In seconds, against 200 a second from the first on: what a busy computer delays, another request makes good. */
    private static double leastLate(List<Long> arrivals, int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(number -> (arrivals.get(number) - arrivals.getFirst()) / 1e9 - number / 200.0)
                .min()
                .orElseThrow();
    }

    private String kindOf(String answer) throws Exception {
        told.clear();
        var self = new SocketServer[1];
        try (var server = new SocketServer((in, out) -> {
            var unused = self[0].request(in);
            SocketServer.send(out, answer);
        })) {
            self[0] = server;
            load(
                            server,
                            "/",
                            Expectation.content("ok!".getBytes(StandardCharsets.US_ASCII)),
                            Schedule.lasting(0.1, 10),
                            PATIENCE,
                            1)
                    .run("door", told::add);
        }
        assertThat(failures()).hasSize(1);
        return failures().keySet().iterator().next();
    }

    private static PoliteLoad load(
            SocketServer server, String path, Expectation expected, Schedule schedule, Duration timeout, int clients)
            throws IOException {
        Endpoint endpoint = endpoint(server.url(path));
        var request = Request.of(endpoint, "GET", endpoint.target(), List.of(), new byte[0], expected);
        return new PoliteLoad(endpoint, new OneRequest(request), schedule, timeout, clients, System::nanoTime);
    }

    private static PoliteLoad load(Endpoint endpoint, Schedule schedule) {
        var request = Request.of(endpoint, "GET", endpoint.target(), List.of(), new byte[0], Expectation.SUCCESS);
        return new PoliteLoad(endpoint, new OneRequest(request), schedule, PATIENCE, 8, System::nanoTime);
    }

    private static Endpoint endpoint(String url) throws UnknownHostException {
        return Endpoint.of(url, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private long due() {
        return told.stream().mapToLong(Polite::due).sum();
    }

    private long answered() {
        return told.stream().mapToLong(Polite::answered).sum();
    }

    private Map<String, Long> failures() {
        Map<String, Long> all = new TreeMap<>();
        told.forEach(entry -> entry.failures().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
        return all;
    }

    private Histogram latency() {
        return Latency.sum(told.stream().map(Polite::latency).toList());
    }
}
