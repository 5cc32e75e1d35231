package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged programs, started as a user starts them. */
class SeawallIT {
    private static final Pattern STARTING = Pattern.compile("starting \\(pid ([0-9]+)\\)");

    private PackagedSeawall seawall;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        seawall = new PackagedSeawall(directory);
    }

    @AfterEach
    void close() throws Exception {
        seawall.down();
    }

    @Test
    void aDeploymentLivesThroughItsDay() throws Exception {
        var up = seawall.run("up");
        assertThat(up.code()).as(up.output()).isZero();
        assertThat(up.output()).contains("shop is serving");

        assertThat(seawall.run("up").output()).contains("nothing was changed");
        assertThat(put("morning.txt", "good morning")).isEqualTo(201);
        assertThat(get("morning.txt")).isEqualTo("good morning");

        var status = seawall.status();
        assertThat(status.path("asWanted").asBoolean())
                .as(status.toPrettyString())
                .isTrue();
        assertThat(status.path("components")
                        .valueStream()
                        .mapToLong(one -> one.path("objects").asLong(0))
                        .sum())
                .isEqualTo(1);
        assertThat(status.path("components"))
                .allSatisfy(one -> assertThat(one.path("observations")).isNotEmpty());

        long before = seawall.component("worker-2").path("pid").asLong();
        var restart = seawall.run("restart", "worker-2");
        assertThat(restart.code()).as(restart.output()).isZero();
        assertThat(seawall.component("worker-2").path("pid").asLong()).isNotEqualTo(before);
        assertThat(get("morning.txt")).isEqualTo("good morning");

        var knob = seawall.run("knob", "set", "guard", "off", "--reason", "load test");
        assertThat(knob.code()).as(knob.output()).isZero();
        assertThat(seawall.run("restart", "front-door-1").code()).isZero();
        assertThat(seawall.run("knob", "list").output()).contains("! guard ", "instead of on until");
        assertThat(seawall.run("status").output()).contains("has the knob guard at off instead of on until");
        assertThat(seawall.run("knob", "clear", "guard").code()).isZero();

        long killed = seawall.component("worker-1").path("pid").asLong();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        gone(List.of(killed));
        var again = seawall.run("up");
        assertThat(again.code()).as(again.output()).isZero();
        assertThat(again.output()).contains("1 of 3 changed");
        assertThat(get("morning.txt")).isEqualTo("good morning");

        var pids = seawall.status()
                .path("components")
                .valueStream()
                .map(one -> one.path("pid").asLong())
                .toList();
        var down = seawall.run("down");
        assertThat(down.code()).as(down.output()).isZero();
        assertThat(down.output())
                .contains("Its data is kept in " + seawall.state().resolve("data"));
        gone(pids);

        assertThat(seawall.run("up").code()).isZero();
        assertThat(get("morning.txt")).isEqualTo("good morning");
    }

    @Test
    void interruptedUpLeavesNothingBehind() throws Exception {
        Path output = seawall.directory.resolve("up.txt");
        // A build in the background ignores Ctrl-C, and what it starts would as well.
        var up = seawall.start(output, List.of("env", "--default-signal=INT"), "up");
        Awaiting.until(
                "all were started",
                () -> STARTING.matcher(PackagedSeawall.text(output)).results().count() == 3);

        new ProcessBuilder("kill", "-INT", Long.toString(up.pid())).start().waitFor();

        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isEqualTo(130);
        assertThat(PackagedSeawall.text(output)).contains("interrupted").doesNotContain("Exception");
        gone(STARTING.matcher(PackagedSeawall.text(output))
                .results()
                .map(match -> Long.parseLong(match.group(1)))
                .toList());
        assertThat(seawall.status().path("components").valueStream().map(one -> one.path("state")
                        .asString()))
                .containsOnly("stopped");
    }

    @Test
    void upWithTlsServesHttpsThatTheLocalAuthorityVouchesFor() throws Exception {
        var up = seawall.run("up", "--tls");

        assertThat(up.code()).as(up.output()).isZero();
        assertThat(up.output()).contains("https://localhost:", "curl --cacert").doesNotContain("PRIVATE KEY");
        String https =
                seawall.component("front-door-1").path("https").asString().replace("127.0.0.1", "localhost");
        try (var client = HttpClient.newBuilder()
                .sslContext(trusting(seawall.state().resolve("tls/ca.pem")))
                .build()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://" + https + "/v1/objects"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
    }

    private int put(String key, String text) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(object(key)).PUT(HttpRequest.BodyPublishers.ofString(text));
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private String get(String key) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(object(key)).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private URI object(String key) throws Exception {
        return URI.create(
                "http://" + seawall.component("front-door-1").path("http").asString() + "/v1/objects/" + key);
    }

    private static void gone(List<Long> pids) {
        for (long pid : pids) {
            Awaiting.until("process " + pid + " is gone", () -> !Awaiting.runs(pid));
        }
    }

    private static SSLContext trusting(Path authority) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var file = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
