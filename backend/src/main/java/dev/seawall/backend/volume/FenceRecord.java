package dev.seawall.backend.volume;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who holds the volume, as kept on it. Thread rule: immutable.
 *
 * @param since when this owner claimed it with this epoch first
 */
record FenceRecord(VolumeMark whose, long epoch, String owner, Instant since) {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", FORMAT);
        fields.put("deployment", whose.deployment());
        fields.put("slot", whose.slot());
        fields.put("epoch", epoch);
        fields.put("owner", owner);
        fields.put("since", since.toString());
        return JSON.writeValueAsString(fields) + "\n";
    }

    /** Reads a record; throws IllegalArgumentException when it is none that this program knows. */
    static FenceRecord read(String json) {
        JsonNode record;
        try {
            record = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        }
        if (record.path("format").asInt(0) != FORMAT) {
            throw new IllegalArgumentException(
                    "its format is " + record.path("format") + ", this program knows " + FORMAT);
        }
        if (!record.path("epoch").isIntegralNumber()
                || record.path("owner").asString("").isEmpty()) {
            throw new IllegalArgumentException("it has no epoch or no owner");
        }
        try {
            return new FenceRecord(
                    new VolumeMark(
                            record.path("deployment").asString(""),
                            record.path("slot").asString("")),
                    record.path("epoch").asLong(),
                    record.path("owner").asString(),
                    Instant.parse(record.path("since").asString("")));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its since is no time: " + e.getMessage(), e);
        }
    }

    /** {@code i-0abc (epoch 7, since 2026-11-23T03:00:00Z)}. */
    @Override
    public String toString() {
        return owner + " (epoch " + epoch + ", since " + since + ")";
    }
}
