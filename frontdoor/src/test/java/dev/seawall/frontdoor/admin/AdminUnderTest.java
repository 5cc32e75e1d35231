package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.guard.Enforcement;
import dev.seawall.frontdoor.guard.Guard;
import dev.seawall.frontdoor.guard.GuardConfig;
import dev.seawall.frontdoor.knobs.BoundKnob;
import dev.seawall.frontdoor.knobs.Knob;
import dev.seawall.frontdoor.knobs.Knobs;
import dev.seawall.frontdoor.telemetry.FedTime;
import dev.seawall.frontdoor.telemetry.History;
import dev.seawall.frontdoor.telemetry.Identity;
import dev.seawall.frontdoor.telemetry.Metrics;
import dev.seawall.frontdoor.telemetry.Telemetry;
import dev.seawall.frontdoor.telemetry.Traffic;
import dev.seawall.frontdoor.tls.Certificates;
import dev.seawall.frontdoor.workers.Observation;
import dev.seawall.frontdoor.workers.Observations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A real admin server on a free port of loopback, fed by the test: exchanges, observations, reasons and time. */
final class AdminUnderTest implements AutoCloseable {
    static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");

    final FedTime time = new FedTime(Instant.parse("2026-11-22T10:15:30.800Z"));
    final List<Observation> observations = new CopyOnWriteArrayList<>();
    final List<JsonNode> reported = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();
    final Certificates certificates = new Certificates("front-door-1", time, sentence -> {});
    final Guard guard;
    volatile boolean isGuarding = true;
    volatile long shedPercent;
    final Telemetry telemetry;
    final History history;
    private final Endpoints endpoints;
    private final AdminServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    AdminUnderTest(String... workers) throws IOException {
        var identity = new Identity("front-door-1", "shop", "0.1.0", STARTED);
        var traffic = new Traffic(List.of("/v1/objects/", "/"), List.of(workers), () -> 16);
        history = new History(traffic, time);
        var metrics = new Metrics(identity, traffic, () -> observations, () -> 0);
        telemetry = new Telemetry(traffic, history, metrics, null);
        guard = Guard.open(
                new GuardConfig(
                        Enforcement.ALWAYS,
                        1000,
                        200,
                        Duration.ofSeconds(5),
                        4,
                        50,
                        Duration.ofSeconds(10),
                        1024,
                        List.of(),
                        null,
                        null),
                1 << 16,
                time,
                sentence -> {},
                System::nanoTime);
        var seen = new Observations() {
            @Override
            public List<Observation> observe() {
                return observations;
            }

            @Override
            public List<JsonNode> reported() {
                return reported;
            }
        };
        var knobs = new Knobs(
                "front-door-1",
                List.of(
                        BoundKnob.of(Knob.GUARD, on -> isGuarding = on),
                        new BoundKnob(Knob.shed("/v1/objects/"), 0, percent -> shedPercent = percent)),
                null,
                time,
                sentence -> {});
        var desk = new KnobDesk("front-door-1", knobs, Thread::startVirtualThread, time);
        endpoints = new Endpoints(
                identity, List.of(() -> reasons), seen, certificates, guard, desk, history, metrics, time);
        server = another(0);
        server.start();
    }

    /** One more with the same endpoints, not started. */
    AdminServer another(int port) {
        return new AdminServer("127.0.0.1", port, new HostCheck(Set.of("admin.shop.internal")), endpoints);
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
