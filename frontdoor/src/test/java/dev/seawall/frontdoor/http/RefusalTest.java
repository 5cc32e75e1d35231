package dev.seawall.frontdoor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server refuses before any handler sees it is a problem like any other. */
class RefusalTest {
    @ParameterizedTest
    @CsvSource({
        "400, 'GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'",
        "400, 'GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'",
        "400, 'GET / HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n'",
        "400, 'GET / HTTP/1.1\r\n\r\n'",
        "400, 'GET / HTTP/1.1\r\nHost : h\r\n\r\n'",
        "400, 'GET /v1/objects/a%2Fb HTTP/1.1\r\nHost: h\r\n\r\n'",
        "400, 'GET /v1/objects/a/../b HTTP/1.1\r\nHost: h\r\n\r\n'",
        "405, 'TRACE / HTTP/1.1\r\nHost: h\r\n\r\n'",
        "505, 'GET / HTTP/3.0\r\nHost: h\r\n\r\n'",
    })
    void aRequestThatCannotBeReadOneWayOnlyIsAProblem(int status, String request) throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send(request);

            RawMessage answer = client.receive();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
            assertThat(answer.values("Content-Type")).containsExactly("application/problem+json");
            assertThat(answer.body()).contains("\"status\":" + status, "urn:seawall:request:");
            assertThat(worker.heads()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"431, 9000"})
    void aHeadLargerThanAllowedIsAProblem(int status, int bytes) throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Long: " + "x".repeat(bytes) + "\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.values("Content-Type")).containsExactly("application/problem+json");
            assertThat(worker.heads()).isEmpty();
        }
    }
}
