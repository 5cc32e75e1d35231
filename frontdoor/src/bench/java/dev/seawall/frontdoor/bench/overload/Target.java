package dev.seawall.frontdoor.bench.overload;

import java.util.List;

/**
 * What clients ask for. Of two slots, the first owns one key and the second the other (docs/protocol.md section 2); of one
 * slot, it owns both. Immutable.
 *
 * @param worker 0 or 1
 * @param urgent whether it is priority traffic
 */
record Target(String path, int worker, boolean urgent) {
    static final String NORMAL = "/v1/objects/";
    static final String URGENT = "/urgent/";
    static final String FIRST_KEY = "south";
    static final String SECOND_KEY = "north";

    /** In the order that {@link Answer} numbers them. */
    static final List<Target> ALL = List.of(
            new Target(NORMAL + FIRST_KEY, 0, false),
            new Target(URGENT + FIRST_KEY, 0, true),
            new Target(NORMAL + SECOND_KEY, 1, false),
            new Target(URGENT + SECOND_KEY, 1, true));
}
