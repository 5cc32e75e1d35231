package dev.seawall.frontdoor.http.patience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.ImpatientDoor;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much a head may hold, and a connection. */
class HttpLimitsTest {
    private ImpatientDoor door;

    @BeforeEach
    void start() throws Exception {
        door = ImpatientDoor.with("headerCount: 5, uriBytes: 100B, requests: 3");
    }

    @AfterEach
    void stop() throws Exception {
        door.close();
    }

    private RawMessage answerTo(String request) throws Exception {
        try (RawClient client = door.client(false)) {
            return client.send(request).receive();
        }
    }

    @Test
    void asManyFieldsAsAllowedAreServedAndOneMoreIsNot() throws Exception {
        String four = "A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n";

        assertThat(answerTo("GET / HTTP/1.1\r\nHost: h\r\n" + four + "\r\n").status())
                .isEqualTo(200);
        RawMessage refused = answerTo("GET / HTTP/1.1\r\nHost: h\r\n" + four + "E: 5\r\n\r\n");

        assertThat(refused.status()).isEqualTo(431);
        assertThat(refused.body()).contains("more than 5 fields");
    }

    @Test
    void aTargetThatIsTooLongIsAnswered414() throws Exception {
        String longest = "/" + "a".repeat(99);

        assertThat(answerTo("GET " + longest + " HTTP/1.1\r\nHost: h\r\n\r\n").status())
                .isEqualTo(200);
        RawMessage refused = answerTo("GET " + longest + "a HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(refused.status()).isEqualTo(414);
        assertThat(refused.body()).contains("longer than 100 bytes");
    }

    @Test
    void theLastRequestOfAConnectionIsToldSo() throws Exception {
        try (RawClient client = door.client(false)) {
            for (int i = 1; i <= 3; i++) {
                RawMessage answer =
                        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").receive();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.values("Connection").contains("close")).isEqualTo(i == 3);
            }
            assertThat(client.isClosedByPeer()).isTrue();
        }
        door.awaitEnded("requests-spent");
    }
}
