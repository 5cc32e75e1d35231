package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A flood of requests, seen by a server on loopback. */
class RequestsTest {
    private static final String REQUEST = "GET /x HTTP/1.1\r\nHost: shop\r\n\r\n";

    private static Victim flooded() throws Exception {
        var victim = new Victim();
        return victim.under(new Crew(
                Victim.pacer(2_000),
                victim.dialer(),
                (wire, tally) -> new Requests(wire, tally, "/x", "shop"),
                1,
                victim.tally));
    }

    @Test
    void requestsFollowEachOtherOnOneConnectionWithoutWaitingForAnswers() throws Exception {
        try (var victim = flooded()) {
            Socket connection = victim.next();

            assertThat(Victim.text(connection.getInputStream(), 5 * REQUEST.length()))
                    .isEqualTo(REQUEST.repeat(5));
            assertThat(victim.waiting()).isZero();
            assertThat(victim.outcomes().operations()).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void answersOfEveryShapeAreCountedByTheirStatus() throws Exception {
        try (var victim = flooded()) {
            Socket connection = victim.next();
            Victim.text(connection.getInputStream(), 5 * REQUEST.length());
            Victim.say(
                    connection,
                    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/"
                            + "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                            + "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "a;x=y\r\n0123456789\r\n1\r\n!\r\n0\r\nTrailer: t\r\n\r\n"
                            + "HTTP/1.1 204 No Content\r\n\r\n"
                            + "HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n"
                            + "HTTP/1.1 503 Service Unavailable\r\n\r\nuntil the end");
            connection.shutdownOutput();
            var outcomes = victim.outcomes();

            assertThat(outcomes.count("status-503")).isEqualTo(1);
            assertThat(outcomes.count("closed-within-1s")).isEqualTo(1);
            assertThat(outcomes.all())
                    .containsEntry("status-200", 1L)
                    .containsEntry("status-404", 1L)
                    .containsEntry("status-204", 1L)
                    .containsEntry("status-429", 1L)
                    .doesNotContainKeys("status-103", "no-http");
        }
    }

    @Test
    void aLostConnectionIsOpenedAnew() throws Exception {
        try (var victim = flooded()) {
            victim.next().close();
            Socket second = victim.next();

            assertThat(Victim.text(second.getInputStream(), REQUEST.length())).isEqualTo(REQUEST);
        }
    }

    @Test
    void whatIsNoHttpEndsTheConnection() throws Exception {
        try (var victim = flooded()) {
            Socket connection = victim.next();
            Victim.say(connection, "220 mail.example ESMTP\r\n");

            assertThat(Victim.isGivenUp(connection)).isTrue();
            assertThat(victim.outcomes().count("no-http")).isEqualTo(1);
        }
    }
}
