package dev.seawall.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Stands in for both programs: listens where its configuration says, answers its admin port as docs/protocol.md section
 * 8 says, and misbehaves on demand: {@code -Dstandin=dies:worker-2}, {@code unready:front-door-1},
 * {@code stubborn:worker-1} (doesn't stop when told to), {@code knobless:front-door-2} (of an earlier version).
 */
public final class StandIn {
    private final String name;
    private final JsonNode settings;

    private StandIn(JsonNode settings) {
        this.settings = settings;
        this.name = settings.path("name").asString();
    }

    public static void main(String[] args) throws Exception {
        var settings = new YAMLMapper().readTree(Path.of(args[1]).toFile());
        new StandIn(settings).run();
    }

    private boolean shall(String misbehave) {
        return System.getProperty("standin", "").equals(misbehave + ":" + name);
    }

    private void run() throws Exception {
        System.err.println(name + " starting");
        if (shall("dies")) {
            System.err.println(name + " found its data directory in use");
            System.exit(4);
        }
        if (shall("stubborn")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> sleepForever()));
        }
        var http = server("http");
        http.createContext("/v1/objects", exchange -> answer(exchange, workersAnswer() ? 200 : 503, "{}"));
        http.createContext("/", exchange -> answer(exchange, 200, "served by " + name));
        http.start();
        var admin = server("admin");
        admin.createContext(
                "/-/ready",
                exchange -> answer(
                        exchange,
                        shall("unready") ? 503 : 200,
                        "{\"ready\":" + !shall("unready") + ",\"reasons\":[\"the tide is out\"]}"));
        admin.createContext("/-/observations", exchange -> answer(exchange, 200, observations()));
        if (!shall("knobless")) {
            admin.createContext("/-/knobs", new StandInKnobs()::answer);
        }
        admin.start();
        System.err.println(name + " listening");
    }

    private boolean workersAnswer() throws IOException {
        for (var worker : settings.path("workers")) {
            var uri = URI.create("http://127.0.0.1:" + worker.path("port").asInt() + "/");
            if (((HttpURLConnection) uri.toURL().openConnection()).getResponseCode() != 200) {
                return false;
            }
        }
        return true;
    }

    private String observations() {
        return """
                {"component": "%s", "version": "9.9", "startedAt": "%s", "unheardOf": true,
                 "observations": [{"observer": "%s", "subject": "store", "outcome": "reached", "objects": 3, "bytes": 2048,
                                   "sentence": "%s holds 3 objects"}]}
                """.formatted(name, Instant.now(), name, name);
    }

    private HttpServer server(String use) throws IOException {
        return HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        settings.path(use).path("port").asInt()),
                50);
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void sleepForever() {
        while (true) {
            LockSupport.park();
        }
    }
}
