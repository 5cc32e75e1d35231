package dev.seawall.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.DoublePredicate;

/** Somebody at the admin port of a front door. Thread rule: for one thread. */
public final class Operator implements AutoCloseable {
    private final FrontDoorUnderTest door;
    private final HttpClient client = HttpClient.newHttpClient();

    public Operator(FrontDoorUnderTest door) {
        this.door = door;
    }

    public void set(String knob, String value) throws IOException, InterruptedException {
        String order = "{\"value\":\"%s\",\"owner\":\"alice\",\"reason\":\"to see what it does\"}".formatted(value);
        HttpResponse<String> answer = send(request("/-/knobs/" + knob)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(order)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(metric("knob{name=\"" + knob + "\"}")).isEqualTo(1);
        assertThat(get("/-/observations")).contains("has the knob " + knob + " at " + value + " instead of");
    }

    public void clear(String knob) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(request("/-/knobs/" + knob + "?owner=alice&reason=seen").DELETE());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(metric("knob{name=\"" + knob + "\"}")).isZero();
    }

    public String get(String path) throws IOException, InterruptedException {
        return send(request(path)).body();
    }

    /** The value of one of the front door's series, such as {@code connections}. */
    public double metric(String series) throws IOException, InterruptedException {
        String text = get("/metrics");
        return text.lines()
                .filter(line -> line.startsWith("seawall_frontdoor_" + series + ' '))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in " + text));
    }

    public void awaitMetric(String series, DoublePredicate wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        double seen = metric(series);
        while (!wanted.test(seen)) {
            assertThat(System.nanoTime()).as(series + " is " + seen + " still").isLessThan(deadline);
            seen = metric(series);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + door.door().adminPort() + path))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }
}
