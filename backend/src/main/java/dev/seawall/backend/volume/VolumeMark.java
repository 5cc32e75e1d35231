package dev.seawall.backend.volume;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whose volume it is, as kept on the volume itself. Thread rule: immutable. */
public record VolumeMark(String deployment, String slot) {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    String json() {
        return JSON.writeValueAsString(Map.of("deployment", deployment, "slot", slot, "format", FORMAT)) + "\n";
    }

    /** Reads a mark; throws IllegalArgumentException when it is none that this program knows. */
    static VolumeMark read(String json) {
        JsonNode mark;
        try {
            mark = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        }
        if (mark.path("format").asInt(0) != FORMAT) {
            throw new IllegalArgumentException(
                    "its format is " + mark.path("format") + ", this program knows " + FORMAT);
        }
        return new VolumeMark(
                mark.path("deployment").asString(""), mark.path("slot").asString(""));
    }

    @Override
    public String toString() {
        return slot + " of deployment " + deployment;
    }
}
