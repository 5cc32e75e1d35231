package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of HTTP/1.0 knows the end of a body without length by the connection's only (RFC 9112 §6.3). */
class OldClientTest {
    private static final String REQUEST = "GET /a HTTP/1.0\r\nHost: a\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n",
                "HTTP/1.1 200 OK\r\n\r\npart"
            })
    void aBodyThatBreaksOffDoesNotLookWhole(String answer) throws Exception {
        RawWorker.Script breaksOff = (head, peer) -> {
            peer.readBody();
            peer.write(answer);
            peer.awaitSignal();
            peer.reset();
        };
        try (var worker = new RawWorker(breaksOff);
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {
            String head = client.send(REQUEST).receiveHead();
            worker.signal();

            assertThat(client.receiveBody(head).complete()).isFalse();
        }
    }

    @Test
    void aBodyThatEndsInOrderIsWhole() throws Exception {
        try (var worker = RawWorker.answering(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n0\r\n\r\n");
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            RawMessage answer = client.send(REQUEST).receive();

            assertThat(answer.body()).isEqualTo("whole");
            assertThat(answer.complete()).isTrue();
        }
    }
}
