package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import dev.seawall.frontdoor.TestAuthority;
import dev.seawall.frontdoor.TestAuthority.Identity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is taken for the worker, what is said of one who isn't, and what a cut connection looks like. */
class MutualTlsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String NO_BREAKER = "breaker: {failures: 1000, openFor: 2s}";
    private static final String POST = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n";

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static Identity door;

    @BeforeAll
    static void issue() throws Exception {
        authority = new TestAuthority(Files.createDirectory(folder.resolve("own")));
        stranger = new TestAuthority(Files.createDirectory(folder.resolve("foreign")));
        door = authority.issue("front-door-1");
    }

    @Test
    void aWorkerWithAnotherSlotsCertificateIsNotSentTheRequest() throws Exception {
        String said = refusedBecauseOf(authority.issue("worker-2"), door);

        assertThat(said).contains("is for worker-2.shop.internal, not for worker-1.shop.internal");
    }

    @Test
    void aWorkerOfAnotherAuthorityIsNotSentTheRequest() throws Exception {
        String said = refusedBecauseOf(stranger.issue("worker-1"), door);

        assertThat(said).contains("its certificate CN=worker-1.shop.internal", "is not signed by an authority in");
    }

    @Test
    void aWorkerWhoseCertificateHasExpiredIsNotSentTheRequest() throws Exception {
        Identity expired = authority.issue(List.of("-startdate", "-3d", "-validity", "2"), "worker-1");

        assertThat(refusedBecauseOf(expired, door)).contains("its certificate CN=worker-1.shop.internal", "expired at");
    }

    @Test
    void aWorkerThatRefusesTheFrontDoorsCertificateHasSurelyNotSeenTheRequest() throws Exception {
        Identity unknown = stranger.issue("front-door-1");
        var trusting = new Identity(door.authority(), unknown.certificate(), unknown.privateKey(), unknown.store());

        String said = refusedBecauseOf(authority.issue("worker-1"), trusting);

        assertThat(said).containsPattern("it ended the TLS handshake with the alert \\w+");
    }

    @Test
    void aWorkerInTheClearIsNotSentTheRequest() throws Exception {
        var worker = new Server(0);
        worker.start();
        int port = ((ServerConnector) worker.getConnectors()[0]).getLocalPort();
        try (var front = FrontDoorUnderTest.before(List.of(door.workerTls(), NO_BREAKER), port);
                RawClient client = front.connect()) {

            client.send(POST);

            RawMessage answer = client.receive();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("failed in TLS: ");
        } finally {
            worker.stop();
        }
    }

    @Test
    void aWorkerThatDoesNotAnswerTheHandshakeIsLeftAfterItsTimeout() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var front = FrontDoorUnderTest.before(
                        List.of(
                                door.workerTls(),
                                NO_BREAKER,
                                "relay: {connectTimeout: 5s, handshakeTimeout: 200ms}",
                                "probe: {interval: 1h, timeout: 1s}"),
                        silent.getLocalPort());
                RawClient client = front.connect()) {

            client.send(POST);

            RawMessage answer = client.receive();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("the TLS handshake was not finished after 200 ms");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\nsome",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n",
                "Connection: close\r\n\r\nsome"
            })
    void anAnswerCutOffBeneathTlsNeverLooksComplete(String framing) throws Exception {
        Identity identity = authority.issue("worker-1");
        RawWorker.Script cutting = (head, peer) -> {
            peer.write("HTTP/1.1 200 OK\r\n" + framing);
            peer.awaitSignal();
            peer.cut();
        };
        try (var worker = new RawWorker(cutting, identity);
                var front = FrontDoorUnderTest.with(List.of(door.workerTls(), NO_BREAKER), worker);
                RawClient client = front.connect()) {

            client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
            worker.awaitHead();
            worker.signal();

            RawMessage answer = client.receive();
            assertThat(answer.complete()).as(answer.toString()).isFalse();
        }
    }

    @Test
    void anAnswerWithoutLengthThatTlsEndsInOrderIsWhole() throws Exception {
        RawWorker.Script closing = (head, peer) -> {
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall");
            peer.close();
        };
        try (var worker = new RawWorker(closing, authority.issue("worker-1"));
                var front = FrontDoorUnderTest.with(List.of(door.workerTls(), NO_BREAKER), worker);
                RawClient client = front.connect()) {

            client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.complete()).as(answer.toString()).isTrue();
            assertThat(answer.body()).isEqualTo("all");
        }
    }

    /** Sends what must not be sent twice: 503 says that it surely had no effect. */
    private static String refusedBecauseOf(Identity worker, Identity frontDoor) throws Exception {
        try (var raw = new RawWorker(RawWorker.answer(OK), worker);
                var front = FrontDoorUnderTest.with(
                        List.of(frontDoor.workerTls(), NO_BREAKER, "probe: {interval: 1h, timeout: 1s}"), raw);
                RawClient client = front.connect()) {

            client.send(POST);

            RawMessage answer = client.receive();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
            assertThat(answer.body()).contains("worker-unreachable", "worker-1 at 127.0.0.1:" + raw.port());
            assertThat(raw.heads()).isEmpty();
            return answer.body();
        }
    }
}
