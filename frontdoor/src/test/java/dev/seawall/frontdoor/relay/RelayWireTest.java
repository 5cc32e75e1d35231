package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import org.junit.jupiter.api.Test;

/** A request and its answer, as both sides see them on the wire. */
class RelayWireTest {
    @Test
    void aRequestReachesTheWorkerAndItsAnswerTheClient() throws Exception {
        try (var worker = RawWorker.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Mine: yes\r\n\r\nhello");
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("GET /a?b=c HTTP/1.1\r\nHost: shop.example\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.values("X-Mine")).containsExactly("yes");
            assertThat(answer.values("Via")).containsExactly("1.1 front-door-1");
            RawMessage request = worker.next();
            assertThat(request.line()).isEqualTo("GET /a?b=c HTTP/1.1");
            assertThat(request.values("Host")).containsExactly("shop.example");
            assertThat(request.values("Seawall-Slot")).containsExactly("worker-1");
            assertThat(request.values("X-Forwarded-For")).containsExactly("127.0.0.1");
        }
    }
}
