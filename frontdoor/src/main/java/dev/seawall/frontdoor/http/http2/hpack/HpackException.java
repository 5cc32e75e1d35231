package dev.seawall.frontdoor.http.http2.hpack;

/** A head that cannot be decompressed: with it the state shared with the other side is lost (RFC 9113 §4.3). */
public final class HpackException extends Exception {
    private static final long serialVersionUID = 1;

    HpackException(String message) {
        super(message);
    }
}
