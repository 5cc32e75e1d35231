package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bytes of slow and silent connections, seen by a server on loopback. */
class SlowlyTest {
    private static final Duration BETWEEN = Duration.ofMillis(2);

    private static Crowd crowd(Victim victim, Script script, int connections) {
        return new Crowd(Victim.pacer(1_000), victim.dialer(), script, connections, victim.tally);
    }

    @Test
    void aHeaderTricklesInAFieldThatNeverEnds() throws Exception {
        try (var victim = new Victim()) {
            victim.under(crowd(victim, Scripts.slowHeaders("/x", "shop", BETWEEN), 1));
            Socket connection = victim.next();

            String wanted = "GET /x HTTP/1.1\r\nHost: shop\r\nX-Slow: aaaaaaaaaa";
            assertThat(Victim.text(connection.getInputStream(), wanted.length()))
                    .isEqualTo(wanted);
        }
    }

    @Test
    void aBodyTricklesAfterAWholeHeader() throws Exception {
        try (var victim = new Victim()) {
            victim.under(crowd(victim, Scripts.slowBody("/x", "shop", BETWEEN), 1));
            Socket connection = victim.next();

            String wanted = "PUT /x HTTP/1.1\r\nHost: shop\r\nContent-Length: 1000000000\r\n\r\naaaaaaaaaa";
            assertThat(Victim.text(connection.getInputStream(), wanted.length()))
                    .isEqualTo(wanted);
        }
    }

    @Test
    void theServersAnswerAndItsClosingAreCountedAndAnotherConnectionTakesTheRoom() throws Exception {
        try (var victim = new Victim()) {
            victim.under(crowd(victim, Scripts.slowHeaders("/x", "shop", BETWEEN), 1));
            try (Socket connection = victim.next()) {
                Victim.say(connection, "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n");
                connection.shutdownOutput();
                assertThat(Victim.isGivenUp(connection)).isTrue();
            }
            var outcomes = victim.outcomes();

            assertThat(outcomes.count("status-408")).isEqualTo(1);
            assertThat(outcomes.count("closed-within-1s")).isEqualTo(1);
            assertThat(victim.next().isConnected()).isTrue();
        }
    }

    @Test
    void aSilentConnectionIsHeldAndNoMoreThanAreAllowed() throws Exception {
        try (var victim = new Victim()) {
            victim.under(crowd(victim, Scripts.silent(), 3));
            Socket first = victim.next();
            victim.next();
            victim.next();
            var outcomes = victim.outcomes();

            assertThat(outcomes.count("connected")).isBetween(1L, 3L);
            first.setSoTimeout(50);
            assertThat(heardNothing(first)).isTrue();
            assertThat(victim.waiting()).isZero();
            assertThat(outcomes.all()).containsEntry("held", 3L);
            assertThat(outcomes.operations()).isEqualTo(3);
        }
    }

    private static boolean heardNothing(Socket connection) throws IOException {
        try {
            return connection.getInputStream().read() < -1;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    @Test
    void anAnswerIsTakenByTheSipUntilTheServerGivesUp() throws Exception {
        try (var victim = new Victim()) {
            victim.under(new Crowd(
                    Victim.pacer(1_000),
                    victim.dialer().withReceiveBuffer(1_024),
                    Scripts.slowRead("/big", "shop", BETWEEN),
                    1,
                    victim.tally));
            Socket connection = victim.next();
            String request = "GET /big HTTP/1.1\r\nHost: shop\r\n\r\n";
            assertThat(Victim.text(connection.getInputStream(), request.length()))
                    .isEqualTo(request);
            Victim.say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000));
            assertThat(Victim.text(connection.getInputStream(), 4)).isEqualTo("\r\n\r\n");
            connection.close();
            var outcomes = victim.outcomes();

            assertThat(outcomes.count("status-200")).isEqualTo(1);
            assertThat(outcomes.count("closed-within-1s")).isEqualTo(1);
        }
    }

    @Test
    void whenTheAttackEndsItsConnectionsAreReset() throws Exception {
        try (var victim = new Victim()) {
            victim.under(crowd(victim, Scripts.silent(), 1));
            Socket connection = victim.next();
            victim.stop();

            assertThat(Victim.isGivenUp(connection)).isTrue();
            assertThat(victim.outcomes().all().keySet()).containsOnly("connected");
        }
    }

    @Test
    void aServerThatIsNotThereIsCountedAsRefused() throws Exception {
        try (var victim = new Victim()) {
            victim.deaf().under(crowd(victim, Scripts.silent(), 3));

            assertThat(victim.outcomes().count("refused")).isPositive();
        }
    }
}
