package dev.seawall.frontdoor.cache;

import java.util.Locale;

/** Why a request went on to a worker (RFC 9211 §2.2). */
enum Why {
    BYPASS,
    METHOD,
    URI_MISS,
    VARY_MISS,
    REQUEST,
    STALE;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
