package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged programs over mutual TLS, with certificates of a deployment's authority. */
class MutualTlsIT {
    private static final int CLIENTS = 4;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path directory;

    @Test
    void allCertificatesAreReplacedUnderLoadAndNoRequestFails() throws Exception {
        var done = new AtomicInteger();
        var over = new AtomicBoolean();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        try (var farm = new TlsFarm(directory)) {
            List<Thread> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(id -> Thread.ofVirtual().start(() -> hammer(farm, id, over, done, wrong)))
                    .toList();
            await(() -> done.get() > 200);

            for (String slot : List.of("worker-1", "worker-2", "front-door-1")) {
                String serial = farm.identify(slot);
                await(() -> farm.admin("front-door-1", "/-/observations").contains(serial));
                int before = done.get();
                await(() -> done.get() > before + 100);
            }
            over.set(true);
            for (Thread each : clients) {
                each.join();
            }

            assertThat(wrong).isEmpty();
            assertThat(farm.log("worker-1")).contains("handshakes use the certificate CN=worker-1.shop.internal");
            assertThat(farm.admin("worker-1", "/metrics")).contains("seawall_backend_certificate_not_after_seconds{");
            System.out.printf("%d requests, none failed, while three certificates were replaced%n", done.get());
        }
    }

    @Test
    void fiftyMebibytesGoThereAndBack() throws Exception {
        byte[] content = new byte[50 << 20];
        new Random(1).nextBytes(content);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        try (var farm = new TlsFarm(directory)) {
            var uri = object(farm, "large");

            var put = client.send(
                    HttpRequest.newBuilder(uri)
                            .PUT(BodyPublishers.ofByteArray(content))
                            .build(),
                    BodyHandlers.ofString());
            var got = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());

            assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
            assertThat(put.headers().firstValue("ETag")).hasValue('"' + sha256 + '"');
            assertThat(got.body()).isEqualTo(content);
        }
    }

    @Test
    void aWorkerAnswersNobodyButFrontDoors() throws Exception {
        try (var farm = new TlsFarm(directory)) {
            double before = refused(farm);
            var health = URI.create("http://127.0.0.1:" + farm.port("worker-1") + "/-/health");

            assertThatThrownBy(() -> client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);

            await(() -> refused(farm) > before);
            assertThat(farm.log("worker-1")).doesNotContain("WARN", "Exception");
        }
    }

    /** A front door's probe that gave up while the programs were still starting counts, too. */
    private static double refused(TlsFarm farm) throws Exception {
        String name = "seawall_backend_tls_handshake_failures_total ";
        return farm.admin("worker-1", "/metrics")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private void hammer(TlsFarm farm, int id, AtomicBoolean over, AtomicInteger done, Queue<String> wrong) {
        var random = new Random(id);
        while (!over.get()) {
            String key = id + "-" + random.nextInt(20);
            String body = "x".repeat(random.nextInt(100_000));
            try {
                var put = client.send(
                        HttpRequest.newBuilder(object(farm, key))
                                .PUT(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
                var got = client.send(HttpRequest.newBuilder(object(farm, key)).build(), BodyHandlers.ofString());
                if (put.statusCode() / 100 != 2 || !got.body().equals(body)) {
                    wrong.add(put.statusCode() + " " + put.body() + ", then " + got.statusCode());
                }
                done.addAndGet(2);
            } catch (IOException | InterruptedException e) {
                wrong.add(e.toString());
            }
        }
    }

    private static URI object(TlsFarm farm, String key) {
        return URI.create("http://127.0.0.1:" + farm.port("front-door-1") + "/v1/objects/" + key);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            assertThat(System.nanoTime())
                    .as("it has not come to this within 60 s")
                    .isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
