package dev.seawall.backend.api;

import dev.seawall.backend.store.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The real serving port over a store, and a client for it. Thread rule: thread-safe. */
final class ApiUnderTest implements AutoCloseable {
    static final String OBSERVATIONS = "{\"observations\":[]}";
    static final long MAX_OBJECT_BYTES = 1 << 20;

    /** The exchanges that are over, as {@code METHOD status}. */
    final List<String> exchanges = new CopyOnWriteArrayList<>();

    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    ApiUnderTest(ObjectStore store) {
        this(store, api -> {});
    }

    /** @param before the start */
    ApiUnderTest(ObjectStore store, Consumer<ApiServer> before) {
        server = new ApiServer(
                new HttpConfig("127.0.0.1", 0),
                "worker-1",
                store,
                MAX_OBJECT_BYTES,
                Duration.ofSeconds(20),
                () -> OBSERVATIONS.getBytes(StandardCharsets.US_ASCII),
                frontDoor -> frontDoor.equals("front-door-1") ? 37 : 0,
                (method, status, took, in, out) -> exchanges.add(method + " " + status));
        before.accept(server);
        quietly(server::start);
    }

    ApiServer server() {
        return server;
    }

    HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    HttpResponse<String> get(String target, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(target).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> put(String target, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(target).PUT(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> delete(String target, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(target).DELETE();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    RawConnection connect() throws IOException {
        return new RawConnection(server.port());
    }

    @Override
    public void close() {
        quietly(() -> server.stop(Duration.ofSeconds(1)));
        client.close();
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not start or stop", e);
        }
    }

    private interface Step {
        void run() throws Exception;
    }
}
