package dev.seawall.deploy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One knob as docs/protocol.md section 8 has it: {@code guard}, which is on. Thread rule: one exchange at a time. */
final class StandInKnobs {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/-/knobs/guard";

    private String set = "";

    void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (method.equals("GET") && path.equals("/-/knobs")) {
            StandIn.answer(exchange, 200, "{\"kept\":\"in /keep\",\"knobs\":[" + knob() + "]}");
        } else if (!path.equals(PATH)) {
            StandIn.answer(exchange, 404, "{\"detail\":\"no knob is named that; there are guard\"}");
        } else if (method.equals("DELETE")) {
            set = "";
            StandIn.answer(exchange, 200, knob());
        } else if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            StandIn.answer(exchange, 415, "{}");
        } else {
            JsonNode order = JSON.readTree(exchange.getRequestBody().readAllBytes());
            set = ",\"set\":{\"owner\":\"%s\",\"reason\":\"%s\",\"until\":\"%s\"}"
                    .formatted(
                            order.path("owner").asString(),
                            order.path("reason").asString(),
                            "in " + order.path("expiresIn").asString());
            StandIn.answer(exchange, 200, knob());
        }
    }

    private String knob() {
        return "{\"name\":\"guard\",\"values\":\"on or off\",\"normal\":\"on\",\"value\":\""
                + (set.isEmpty() ? "on" : "off") + "\"" + set + "}";
    }
}
