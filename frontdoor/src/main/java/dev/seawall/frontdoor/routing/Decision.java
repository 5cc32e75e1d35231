package dev.seawall.frontdoor.routing;

/** Where a request goes. Immutable. */
public sealed interface Decision {

    /**
     * To the one worker that owns the key.
     *
     * @param slot0 its index, 0 for {@code worker-1}
     */
    record ToOwner(Route route, int slot0) implements Decision {}

    /** To whichever worker is least loaded. */
    record ToAny(Route route) implements Decision {}

    /** To every worker. */
    record ToAll(Route route) implements Decision {}

    /**
     * Nowhere: two programs could read the path differently.
     *
     * @param rule the rule's name as docs/protocol.md section 1 has it
     */
    record Refused(String rule) implements Decision {}

    /** Nowhere: no route matches. */
    record NoRoute() implements Decision {}
}
