package dev.seawall.frontdoor.http.http2;

import java.util.Locale;

/** Why we ended a client's connection that could have gone on, as it is counted. */
public enum ConnectionEnd {
    /** A rule of RFC 9113 or RFC 7541 broken. */
    PROTOCOL,
    /** Streams opened only to be reset (CVE-2023-44487). */
    RAPID_RESET,
    /** Streams that we had to reset for what the client did on them. */
    PROVOKED_RESET,
    /** Streams beyond those allowed at once, over and over. */
    STREAM_FLOOD,
    /** A head of too many pieces or bytes (CVE-2024-27316). */
    HEADER_FLOOD,
    SETTINGS_FLOOD,
    PING_FLOOD,
    /** DATA frames with nothing in them (CVE-2019-9518). */
    EMPTY_DATA_FLOOD,
    /** PRIORITY and frames of types unknown here. */
    PRIORITY_FLOOD,
    WINDOW_UPDATE_FLOOD,
    /** Frames that have us answer, from a client that reads no answer (CVE-2019-9512). */
    UNREAD_REPLIES,
    /** Nothing of what is written is taken. */
    STALLED;

    /** {@code rapid-reset}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
