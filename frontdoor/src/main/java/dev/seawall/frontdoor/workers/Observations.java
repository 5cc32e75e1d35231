package dev.seawall.frontdoor.workers;

import java.util.List;

/** Whoever can say what was last seen of its subjects. Thread rule: thread-safe, never blocks. */
public interface Observations {

    /** One observation a subject, in the order of the configuration. */
    List<Observation> observe();
}
