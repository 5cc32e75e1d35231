package dev.seawall.frontdoor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Every knob, turned while clients ask: what it does shows, and is over when it is cleared. */
class KnobsUnderLoadTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int MANY = 60;

    private static boolean isOk(int status) {
        return status == 200;
    }

    private static boolean isShed(int status) {
        return status == 503;
    }

    /** Of which there can be any number at once, each for 30 ms. */
    private static RawWorker slowWorker() throws Exception {
        return new RawWorker((head, peer) -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
            peer.readBody();
            peer.write(OK);
        });
    }

    private static int deadPort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void whileTheGuardIsOffNobodyIsTurnedAwayNotEvenWhoWasTurnedOff() throws Exception {
        String strict = "guard: {enforce: always, requestsPerSecond: 20, burst: 1s, ban: 5m, exempt: []}";
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of(strict), worker);
                var operator = new Operator(door);
                var load = new SteadyLoad(door, 2, "/a", 5)) {
            load.awaitOnly(20, status -> status == 0);

            operator.set("guard", "off");
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);
            assertThat(operator.get("/-/guard")).contains("\"enforce\":\"never\"");

            operator.clear("guard");
            load.awaitOne(status -> status != 200);
        }
    }

    @Test
    void aLowerGuardRateHoldsEvenWhileNothingIsShort() throws Exception {
        String guard = "guard: {enforce: short, requestsPerSecond: 200, burst: 1s, ban: 100ms, exempt: []}";
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of(guard), worker);
                var operator = new Operator(door);
                var load = new SteadyLoad(door, 1, "/a", 20)) {
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);

            operator.set("guard-rate", "5");
            load.awaitOne(status -> status == 429);

            operator.clear("guard-rate");
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);
        }
    }

    @Test
    void whileAdmissionIsOffEverythingGoesToTheWorker() throws Exception {
        try (var worker = slowWorker();
                var door = FrontDoorUnderTest.with(List.of("admission: {limit: 8, queue: 0}"), worker);
                var operator = new Operator(door);
                var load = new SteadyLoad(door, 40, "/a", 5)) {
            load.awaitOne(KnobsUnderLoadTest::isShed);

            operator.set("admission", "off");
            load.awaitOnly(2 * MANY, KnobsUnderLoadTest::isOk);

            operator.clear("admission");
            load.awaitOne(KnobsUnderLoadTest::isShed);
        }
    }

    @Test
    void aLongerQueueLetsMoreWait() throws Exception {
        try (var worker = slowWorker();
                var door = FrontDoorUnderTest.with(List.of("admission: {limit: 8, queue: 0}"), worker);
                var operator = new Operator(door);
                var load = new SteadyLoad(door, 16, "/a", 5)) {
            load.awaitOne(KnobsUnderLoadTest::isShed);

            operator.set("admission-queue", "64");
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);

            operator.clear("admission-queue");
            load.awaitOne(KnobsUnderLoadTest::isShed);
        }
    }

    @Test
    void whileRetriesAreOffAWorkerThatIsGoneIsSeen() throws Exception {
        List<String> settings = List.of("admission: {retryPercent: 100}", "breaker: {failures: 1000}");
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.before(settings, worker.port(), deadPort());
                var operator = new Operator(door);
                var load = new SteadyLoad(door, 2, "/a", 5)) {
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);

            operator.set("retries", "off");
            load.awaitOne(KnobsUnderLoadTest::isShed);

            operator.clear("retries");
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);
        }
    }

    @Test
    void whileDeadlinesAreOffAHeadMayTakeItsTime() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of("limits: {headTime: 300ms}"), worker);
                var operator = new Operator(door);
                var load = new SteadyLoad(door, 2, "/a", 5)) {
            operator.set("deadlines", "off");
            try (var slow = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
                slow.getOutputStream().write("GET /a HTTP/1.1\r\nHo".getBytes(US_ASCII));
                slow.setSoTimeout(2000);
                assertThatThrownBy(() -> slow.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

                operator.clear("deadlines");
                slow.setSoTimeout(10_000);
                assertThat(new String(slow.getInputStream().readAllBytes(), US_ASCII))
                        .startsWith("HTTP/1.1 408 ");
            }
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);
        }
    }

    @Test
    void aHigherBodyRateHoldsForABodyThatIsOnItsWay() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of("limits: {rateBytes: 1KiB, rateTime: 500ms}"), worker);
                var operator = new Operator(door);
                var load = new SteadyLoad(door, 2, "/a", 5);
                var slow = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            slow.getOutputStream()
                    .write("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n".getBytes(US_ASCII));
            assertThat(trickle(slow, 2000)).isFalse();

            operator.set("body-rate", "100000");
            assertThat(trickle(slow, 10_000)).isTrue();

            assertThat(operator.metric("connections_ended_total{reason=\"slow-body\"}"))
                    .isEqualTo(1);
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);
        }
    }

    /** Sends some 4 KiB a second for a time; whether an answer came meanwhile. */
    private static boolean trickle(Socket slow, long millis) throws Exception {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        slow.setSoTimeout(50);
        while (System.nanoTime() < until) {
            slow.getOutputStream().write(new byte[200]);
            try {
                return slow.getInputStream().read() == 'H';
            } catch (SocketTimeoutException e) {
                // Not yet.
            }
        }
        return false;
    }

    @Test
    void fewerConnectionsMakeIdleOnesGoAndNewOnesStayOut() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.before(worker);
                var operator = new Operator(door);
                var load = new SteadyLoad(door, 2, "/a", 5)) {
            for (int i = 0; i < 40; i++) {
                var client = new Socket(InetAddress.getLoopbackAddress(), door.port());
                idle.add(client);
                client.getOutputStream().write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(US_ASCII));
            }
            operator.awaitMetric("connections", open -> open >= 42);

            operator.set("connections", "16");
            operator.awaitMetric("connections", open -> open <= 16);
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);

            operator.clear("connections");
            for (int i = 0; i < 40; i++) {
                idle.add(new Socket(InetAddress.getLoopbackAddress(), door.port()));
            }
            operator.awaitMetric("connections", open -> open >= 42);
        } finally {
            for (Socket each : idle) {
                each.close();
            }
        }
    }

    @Test
    void whileEjectionIsOffAWorkerThatIsGoneIsAskedAsWell() throws Exception {
        List<String> settings = List.of("breaker: {failures: 1, openFor: 1h}", "admission: {retryPercent: 100}");
        String attempts = "attempts_total{worker=\"worker-2\"}";
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.before(settings, worker.port(), deadPort());
                var operator = new Operator(door);
                var load = new SteadyLoad(door, 2, "/a", 5)) {
            operator.awaitMetric("worker_reached{worker=\"worker-2\"}", reached -> reached == 0);
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);
            double before = operator.metric(attempts);
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);
            assertThat(operator.metric(attempts)).isEqualTo(before);

            operator.set("ejection", "off");
            operator.awaitMetric(attempts, made -> made > before + 10);

            operator.clear("ejection");
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);
            double after = operator.metric(attempts);
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);
            assertThat(operator.metric(attempts)).isEqualTo(after);
        }
    }

    @Test
    void withoutSlowStartAWorkerThatIsBackIsGivenAllAtOnce() throws Exception {
        String limit = "admission_limit{worker=\"worker-1\"}";
        try (var worker = new RawWorker((head, peer) -> peer.close());
                var door = FrontDoorUnderTest.with(List.of("breaker: {failures: 1, slowStart: 10m}"), worker);
                var operator = new Operator(door);
                var load = new SteadyLoad(door, 1, "/a", 5)) {
            load.awaitOne(status -> status == 502 || status == 503);
            worker.script(RawWorker.answer(OK));
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);
            operator.awaitMetric(limit, now -> now < 2);

            operator.set("slow-start", "off");
            operator.awaitMetric(limit, now -> now >= 4);

            operator.clear("slow-start");
            operator.awaitMetric(limit, now -> now < 4);
        }
    }

    @Test
    void aPartOfARoutesRequestsOrAllOfThemAreTurnedAway() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.before(worker);
                var operator = new Operator(door);
                var load = new SteadyLoad(door, 2, "/a", 2);
                var other = new SteadyLoad(door, 2, "/v1/objects/a", 2)) {
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);

            operator.set("shed:/", "100");
            load.awaitOnly(MANY, KnobsUnderLoadTest::isShed);
            try (var client = door.connect()) {
                RawMessage refused =
                        client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").receive();
                assertThat(refused.body())
                        .contains("urn:seawall:problem:overloaded", "turns away 100 percent of those for the route /");
                assertThat(refused.values("Retry-After")).hasSize(1);
            }
            operator.set("shed:/", "50");
            load.awaitOne(KnobsUnderLoadTest::isOk);
            load.awaitOne(KnobsUnderLoadTest::isShed);
            other.awaitOnly(MANY, KnobsUnderLoadTest::isOk);

            operator.clear("shed:/");
            load.awaitOnly(MANY, KnobsUnderLoadTest::isOk);
            assertThat(operator.metric("turned_away_total{route=\"/\"}")).isGreaterThan(MANY);
            assertThat(operator.metric("turned_away_total{route=\"/v1/objects/\"}"))
                    .isZero();
        }
    }
}
