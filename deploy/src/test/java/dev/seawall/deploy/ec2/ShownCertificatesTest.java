package dev.seawall.deploy.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShownCertificatesTest {
    @Test
    void aFrontDoorsOwnAndTheWorkersCertificatesAreKeptAsItSawThem() throws Exception {
        Map<String, Map<String, String>> serials = new TreeMap<>();

        ShownCertificates.read("front-door-1", """
                {"observations": [
                  {"observer": "front-door-1", "subject": "worker-1", "outcome": "reached"},
                  {"observer": "front-door-1", "subject": "certificate", "new": 1,
                   "certificate": {"of": "workerTls", "serial": "a1"}},
                  {"observer": "front-door-1", "subject": "certificate", "certificate": {"of": "https", "serial": "b2"}},
                  {"observer": "front-door-1", "subject": "certificate",
                   "certificate": {"of": "worker-1", "serial": "c3"}},
                  {"observer": "worker-1", "subject": "certificate", "certificate": {"of": "tls", "serial": "d4"}}
                ]}""", serials);

        assertThat(serials)
                .containsOnly(
                        Map.entry("front-door-1", Map.of("front-door-1", "a1")),
                        Map.entry("worker-1", Map.of("front-door-1", "c3")));
    }

    @Test
    void anAnswerThatIsNoJsonIsAFailure() {
        assertThatThrownBy(() -> ShownCertificates.read("front-door-1", "<html>", new TreeMap<>()))
                .isInstanceOf(IOException.class);
    }
}
