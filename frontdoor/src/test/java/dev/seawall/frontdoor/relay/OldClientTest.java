package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import dev.seawall.frontdoor.TestAuthority;
import dev.seawall.frontdoor.TestAuthority.Identity;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    /** Over TLS the end of a body is the alert that announces the connection's (RFC 9112 §9.8). */
    @Test
    void aBodyThatBreaksOffDoesNotLookWholeOverTlsEither(@TempDir Path folder) throws Exception {
        Identity https = new TestAuthority(folder).issue("public");
        String setting = "https: {host: 127.0.0.1, port: 0, certificate: \"%s\", privateKey: \"%s\"}"
                .formatted(https.certificate(), https.privateKey());
        RawWorker.Script breaksOff = (head, peer) -> {
            peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n");
            peer.awaitSignal();
            peer.reset();
        };
        try (var worker = new RawWorker(breaksOff);
                var door = FrontDoorUnderTest.with(List.of(setting), worker);
                Socket client = https.context()
                        .getSocketFactory()
                        .createSocket("127.0.0.1", door.door().httpsPort())) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H');
            worker.signal();

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> client.getInputStream().readAllBytes())
                    .isNotInstanceOf(SocketTimeoutException.class);
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
