package dev.seawall.frontdoor.http.patience;

import java.util.Locale;

/** Why a client was waited for no longer, or not at all, as it is counted. */
public enum Ending {
    /** Connected, and no byte of a request came. */
    NO_REQUEST,
    /** A head that did not come to its end in time; in HTTP/2 the preface and SETTINGS too (RFC 9113 §3.4). */
    SLOW_HEAD,
    /** A body that came slower than the least rate while a worker waited for it. In HTTP/2 its stream alone is ended. */
    SLOW_BODY,
    /** An answer taken slower than the least rate. In HTTP/2 for want of a window its stream alone is ended. */
    SLOW_READER,
    /** A TLS handshake that took too long. */
    SLOW_HANDSHAKE,
    /** Without a request under way, and room was needed for others. */
    CROWDED_OUT,
    /** Closed as soon as it was accepted: there were as many connections as there may be. */
    TOO_MANY_CONNECTIONS,
    /** Closed as soon as it was accepted: there were as many handshakes under way as there may be. */
    TOO_MANY_HANDSHAKES,
    /** It has had as many requests as one connection may have. */
    REQUESTS_SPENT;

    /** {@code slow-head}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
