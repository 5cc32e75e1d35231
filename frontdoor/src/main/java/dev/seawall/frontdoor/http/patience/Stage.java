package dev.seawall.frontdoor.http.patience;

/** What a connection as a whole waits for. */
public enum Stage {
    /** TLS has not been agreed on. */
    HANDSHAKE,
    /** Nothing has come since it was opened. */
    FRESH,
    /** A head has begun; in HTTP/2 also the preface with its SETTINGS, and any frame but DATA. */
    HEAD,
    /** The next request. */
    IDLE,
    /** The last word has been said, and the client is to close. */
    LINGER,
    /** At work: what is waited for differs by request. */
    BUSY
}
