package dev.seawall.frontdoor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawWorker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Whoever refuses a request, it is in the access log, once. */
class RefusedRequestsTest {
    private static final List<String> REQUESTS = List.of(
            "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "GET / HTTP/3.0\r\nHost: h\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nX-Long: " + "x".repeat(9000) + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h%41\r\n\r\n",
            "TRACE / HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\n\r\n");

    @Test
    void everyRequestIsToldOfOnce(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("access.log");
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of("accessLog: " + log), worker)) {
            for (String request : REQUESTS) {
                try (RawClient client = door.connect()) {
                    client.send(request);
                    client.receive();
                }
            }
        }

        var json = new JsonMapper();
        assertThat(Files.readAllLines(log).stream()
                        .map(line -> json.readTree(line).get("status").asInt()))
                .containsExactlyInAnyOrder(400, 505, 431, 400, 405, 200);
    }
}
