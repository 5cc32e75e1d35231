package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A front door and one raw worker for each test, so that nothing under way reaches the next. The breaker is out of the way, for what is tested here is
 * one exchange at a time.
 */
abstract class WireTest {
    static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private RawWorker worker;
    private FrontDoorUnderTest door;

    @BeforeEach
    void start() throws Exception {
        worker = RawWorker.answeringOk();
        door = FrontDoorUnderTest.with(List.of("breaker: {failures: 1000, openFor: 2s}", limits()), worker);
    }

    /** The {@code limits} line of the configuration. */
    String limits() {
        return "limits: {bodyBytes: 1MiB, headerBytes: 16KiB}";
    }

    @AfterEach
    void stop() throws Exception {
        door.close();
        worker.close();
        assertThat(worker.failures())
                .as("what the worker could not read plainly")
                .isEmpty();
    }

    RawWorker worker() {
        return worker;
    }

    int adminPort() {
        return door.door().adminPort();
    }

    RawClient client() throws Exception {
        return new RawClient(door.port());
    }

    /** Sends one request that is expected to be answered 200; returns what the worker received, the only request. */
    RawMessage forwarded(String request) throws Exception {
        try (RawClient client = client()) {
            assertThat(client.send(request).receive().status()).isEqualTo(200);
        }
        RawMessage received = worker.next();
        assertThat(received.complete()).isTrue();
        assertThat(worker.heads()).containsExactly(received.head());
        return received;
    }

    /** The request and a smuggled one behind it: refused once, the connection closed, nothing forwarded. */
    void assertRefused(String request, Integer... statuses) throws Exception {
        try (RawClient client = client()) {
            RawMessage response = client.send(request + SMUGGLED).receive();

            assertThat(response.status()).isIn((Object[]) statuses);
            assertProblem(response);
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(worker.heads()).isEmpty();
    }

    /** The request gets the status of a problem; nothing is forwarded. */
    RawMessage assertNotForwarded(String request, Integer... statuses) throws Exception {
        try (RawClient client = client()) {
            RawMessage response = client.send(request).receive();

            assertThat(response.status()).isIn((Object[]) statuses);
            assertProblem(response);
            assertThat(worker.heads()).isEmpty();
            return response;
        }
    }

    /** Whatever of the request reached the worker broke off before its end. */
    void assertNothingArrivedWhole() throws Exception {
        for (int i = worker.heads().size(); i > 0; i--) {
            assertThat(worker.next().complete()).isFalse();
        }
    }

    /** The lines with CRLF between them. */
    static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    static void assertProblem(RawMessage response) {
        assertThat(response.complete()).isTrue();
        assertThat(response.values("Content-Type")).containsExactly("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"urn:seawall:problem:");
    }
}
