package dev.seawall.frontdoor.workers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a worker says of itself: its {@code GET /-/observations} (docs/protocol.md section 8). Its observations are passed
 * on as they came, fields that aren't known here included; any program can be a worker, so one that speaks of others, or
 * in another shape, is left out. Thread rule: pure functions.
 */
final class OwnReport {
    private static final int MOST_OBSERVATIONS = 16;
    private static final int LONGEST_SENTENCE = 2000;
    private static final Pattern SUBJECT = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Set<String> OUTCOMES = Set.of("reached", "failed", "unknown");
    private static final JsonMapper JSON = new JsonMapper();

    private OwnReport() {}

    /**
     * The observations in it; none when it is no report.
     *
     * @param body null when there was none that could be read
     */
    static List<JsonNode> read(String worker, byte @Nullable [] body) {
        List<JsonNode> observations = new ArrayList<>();
        try {
            JsonNode report = body == null ? JSON.nullNode() : JSON.readTree(body);
            for (JsonNode each : report.path("observations")) {
                if (isOf(worker, each) && observations.size() < MOST_OBSERVATIONS) {
                    observations.add(each);
                }
            }
        } catch (JacksonException e) {
            return List.of(); // Not JSON: another program, reached all the same.
        }
        return List.copyOf(observations);
    }

    private static boolean isOf(String worker, JsonNode observation) {
        String sentence = observation.path("sentence").asString("");
        return observation.path("observer").asString("").equals(worker)
                && SUBJECT.matcher(observation.path("subject").asString("")).matches()
                && OUTCOMES.contains(observation.path("outcome").asString(""))
                && !sentence.isEmpty()
                && sentence.length() <= LONGEST_SENTENCE
                && sentence.chars().noneMatch(Character::isISOControl);
    }

    /** Whether an observation says that something failed. */
    static boolean isFailed(JsonNode observation) {
        return observation.path("outcome").asString("").equals("failed");
    }
}
