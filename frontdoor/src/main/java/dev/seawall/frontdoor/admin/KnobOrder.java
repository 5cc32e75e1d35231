package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.config.Quantity;
import dev.seawall.frontdoor.knobs.Knobs;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What {@code PUT /-/knobs/{name}} asks for (docs/protocol.md section 8). Immutable. */
record KnobOrder(String value, String owner, String reason, Duration expiresIn) {
    private static final Set<String> FIELDS = Set.of("value", "owner", "reason", "expiresIn");
    private static final String EXAMPLE =
            "{\"value\":\"off\",\"owner\":\"alice\",\"reason\":\"load test\",\"expiresIn\":\"1h\"}";

    /** Says what is wrong with an order, and what a right one is. */
    static final class BadOrderException extends Exception {
        private static final long serialVersionUID = 1;

        BadOrderException(String found) {
            super(found + "; an order is such as " + EXAMPLE);
        }
    }

    static KnobOrder read(byte[] json) throws BadOrderException {
        JsonNode order;
        try {
            order = Json.read(json);
        } catch (JacksonException e) {
            throw new BadOrderException("what was sent is no JSON");
        }
        if (!order.isObject()) {
            throw new BadOrderException("what was sent is no JSON object");
        }
        for (String field : new TreeSet<>(order.propertyNames())) {
            if (!FIELDS.contains(field)) {
                throw new BadOrderException("it has a field other than value, owner, reason and expiresIn");
            }
        }
        JsonNode value = order.path("value");
        return new KnobOrder(
                value.isIntegralNumber() ? value.asString() : text(order, "value"),
                text(order, "owner"),
                text(order, "reason"),
                order.has("expiresIn") ? duration(text(order, "expiresIn")) : Knobs.USUAL);
    }

    private static String text(JsonNode order, String field) throws BadOrderException {
        if (!order.path(field).isString()) {
            throw new BadOrderException(field + " must be a text");
        }
        return order.path(field).asString();
    }

    private static Duration duration(String text) throws BadOrderException {
        Duration duration = Quantity.duration(text);
        if (duration == null) {
            throw new BadOrderException("expiresIn must be a duration such as 90s, 30m or 24h");
        }
        return duration;
    }
}
