package dev.seawall.frontdoor.cache;

import java.util.Locale;

/** What the cache did for a request, as it is counted. */
public enum Result {
    /** Served from memory, fresh. */
    HIT,
    /** Served from memory, stale. */
    STALE,
    /** Served from memory after its worker said that it has not changed. */
    VALIDATED,
    /** A worker was asked. */
    MISS,
    /** Served with the answer that another was waiting for already. */
    COLLAPSED,
    /** The request was none of the cache's business. */
    PASS;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
