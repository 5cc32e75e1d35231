package dev.seawall.frontdoor.workers;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whoever can say what was last seen of its subjects. Thread rule: thread-safe, never blocks. */
public interface Observations {

    /** One observation a subject, in the order of the configuration. */
    List<Observation> observe();

    /** What the subjects last said of themselves, as docs/protocol/observations.json shows it. */
    default List<JsonNode> reported() {
        return List.of();
    }
}
