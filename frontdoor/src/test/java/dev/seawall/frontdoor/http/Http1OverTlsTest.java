package dev.seawall.frontdoor.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawWorker;
import dev.seawall.frontdoor.TestAuthority;
import dev.seawall.frontdoor.TestAuthority.Identity;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/1.1 in TLS records: their boundaries are none of the requests'. */
class Http1OverTlsTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void requestsThatShareRecordsAndABodyOverManyAreServedInOrder(@TempDir Path folder) throws Exception {
        Identity https = new TestAuthority(folder).issue("public");
        String setting = "https: {host: 127.0.0.1, port: 0, certificate: \"%s\", privateKey: \"%s\"}"
                .formatted(https.certificate(), https.privateKey());
        String body = "b".repeat(100_000);
        String get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
        try (var worker = new RawWorker(RawWorker.answer(ANSWER), null);
                var door = FrontDoorUnderTest.with(List.of(setting), worker);
                var socket = (SSLSocket) https.context()
                        .getSocketFactory()
                        .createSocket("127.0.0.1", door.door().httpsPort())) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();

            String put = "PUT /b HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write((get + get + put + get).getBytes(ISO_8859_1));

            var answers = new StringBuilder();
            while (answers.toString().split("\r\n\r\nok", -1).length <= 4) {
                int next = socket.getInputStream().read();
                assertThat(next).as("the end came after: " + answers).isNotNegative();
                answers.append((char) next);
            }
            assertThat(worker.heads()).hasSize(4);
            assertThat(worker.next().line()).isEqualTo("GET /a HTTP/1.1");
            assertThat(worker.next().line()).isEqualTo("GET /a HTTP/1.1");
            assertThat(worker.next().body()).isEqualTo(body);
        }
    }
}
