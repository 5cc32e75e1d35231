package dev.seawall.frontdoor.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Switches off what a running front door can do without (docs/operations.md, Knobs). Thread rule: one thread. */
final class GuardsOff {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String ORDER =
            "{\"value\": \"off\", \"owner\": \"benchmark\", \"reason\": \"what do they cost?\", \"expiresIn\": \"24h\"}";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI knobs;

    private GuardsOff(int adminPort) {
        knobs = URI.create("http://127.0.0.1:" + adminPort + "/-/knobs");
    }

    /** Every knob that is on or off by then is off. */
    static void at(int adminPort) throws IOException, InterruptedException {
        GuardsOff off = new GuardsOff(adminPort);
        JsonNode all = new JsonMapper().readTree(off.send(HttpRequest.newBuilder(off.knobs)));
        for (JsonNode knob : all.get("knobs")) {
            if ("on or off".equals(knob.get("values").stringValue())) {
                URI one = URI.create(off.knobs + "/" + knob.get("name").stringValue());
                off.send(HttpRequest.newBuilder(one)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(ORDER)));
            }
        }
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
