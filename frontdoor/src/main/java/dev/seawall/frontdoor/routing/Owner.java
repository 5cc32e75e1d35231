package dev.seawall.frontdoor.routing;

/** Who answers for a route (docs/protocol.md section 3). */
public enum Owner {
    /** The worker that owns the key after the match. */
    PATH,
    /** Every worker; their listing pages are merged. */
    ALL,
    /** The least-loaded worker that was reached lately. */
    ANY
}
