package dev.seawall.frontdoor.http.proxied;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real front doors behind a load balancer that is this test. */
class ProxyProtocolTest {
    private static final String TRUSTING = "proxyProtocol: {headerTime: 300ms, trusted: [{network: 127.0.0.0/8}]}";
    private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String V2 = new String(
            HexFormat.of().parseHex("0D0A0D0A000D0A515549540A" + "2111000CCB007107C6336401C82201BB"),
            StandardCharsets.ISO_8859_1);

    @Test
    void theWorkerIsToldOfTheClientThatTheLoadBalancerNames() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of(TRUSTING), worker);
                var one = door.connect();
                var two = door.connect();
                var six = door.connect()) {

            assertThat(one.send("PROXY TCP4 203.0.113.9 198.51.100.1 51234 443\r\n" + GET)
                            .receive()
                            .status())
                    .isEqualTo(200);
            RawMessage first = worker.next();
            assertThat(two.send(V2).send(GET).receive().status()).isEqualTo(200);
            RawMessage second = worker.next();
            assertThat(six.send("PROXY TCP6 2001:db8::7 2001:db8::1 51234 443\r\n" + GET + GET)
                            .receive()
                            .status())
                    .isEqualTo(200);
            RawMessage third = worker.next();

            assertThat(first.values("X-Forwarded-For")).containsExactly("203.0.113.9");
            assertThat(first.values("Forwarded").getFirst()).startsWith("for=203.0.113.9;");
            assertThat(second.values("X-Forwarded-For")).containsExactly("203.0.113.7");
            assertThat(third.values("Forwarded").getFirst()).startsWith("for=\"[2001:db8:0:0:0:0:0:7]\";");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN\r\n", "\r\n\r\n\0\r\nQUIT\n \0\0\0"})
    void aLoadBalancersOwnConnectionIsServedToo(String header) throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of(TRUSTING), worker);
                var client = door.connect()) {

            assertThat(client.send(header + GET).receive().status()).isEqualTo(200);

            assertThat(worker.next().values("X-Forwarded-For")).containsExactly("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {GET, "PROXY TCP4 1.2.3.4 localhost 1 1\r\n" + GET, "PROXY TCP4 203.0.", "\r\n\r\n\0\r\nQUIT\n!"})
    void withoutAWholeHeaderALoadBalancerIsCutOff(String bytes) throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of(TRUSTING), worker);
                var client = door.connect()) {

            client.send(bytes);

            assertThat(client.isClosedByPeer()).isTrue();
            assertThat(worker.heads()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY TCP4 203.0.113.9 198.51.100.1 51234 443\r\n", "\r\n\r\n\0\r\nQUIT\n!"})
    void anybodyElsesHeaderIsABadRequest(String header) throws Exception {
        for (String setting :
                List.of("proxyProtocol: {headerTime: 1s}", "proxyProtocol: {trusted: [{network: 10.0.0.0/8}]}")) {
            try (var worker = RawWorker.answeringOk();
                    var door = FrontDoorUnderTest.with(List.of(setting), worker);
                    var client = door.connect()) {

                client.send(header + GET);

                assertThat(client.receive().status()).isEqualTo(400);
                assertThat(client.isClosedByPeer()).isTrue();
                assertThat(worker.heads()).isEmpty();
            }
        }
    }

    @Test
    void aHeaderThatTricklesIsWaitedForUntilItsTimeIsOver() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of(TRUSTING), worker);
                RawClient patient = door.connect();
                RawClient trickling = door.connect()) {

            for (char letter : "PROXY TCP4 203.0.113.9 198.51.100.1 51234 443\r\n".toCharArray()) {
                patient.send(String.valueOf(letter));
            }
            assertThat(patient.send(GET).receive().status()).isEqualTo(200);

            trickling.send("PROXY TCP4 203.");
            assertThat(trickling.isClosedByPeer()).isTrue();
        }
    }
}
