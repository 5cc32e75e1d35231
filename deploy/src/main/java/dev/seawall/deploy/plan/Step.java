package dev.seawall.deploy.plan;

import java.util.List;

/** What is to be done with one component. Immutable. */
public sealed interface Step {
    String component();

    /** It runs as wanted. */
    record Keep(String component) implements Step {}

    /** It doesn't run. */
    record Start(String component) implements Step {}

    /** It runs, but not as wanted; the differences are sentences. */
    record Restart(String component, List<String> differences) implements Step {}

    /** It runs, but nobody wants it. */
    record Stop(String component) implements Step {}
}
