package dev.seawall.frontdoor.differential.exchange;

/** What Seawall has to do with a request (docs/protocol.md). */
public enum Fate {
    /** To be forwarded, exactly as it is. */
    FORWARDED,
    /** Not to be forwarded; where it ends is plain, so the connection may go on. */
    REFUSED,
    /** Not to be forwarded, and nothing that follows it on its connection may be taken for a request. */
    FATAL,
    /** To be broken off, as {@link #FATAL}; a worker may have seen its head and the part of its body that was in order. */
    SPOILT,
    /** To be forwarded in plain form, or refused. */
    EITHER;

    /** Whether nothing behind it may be answered. */
    public boolean endsConnection() {
        return this == FATAL || this == SPOILT;
    }
}
