package dev.seawall.frontdoor.differential.wire;

import dev.seawall.frontdoor.differential.exchange.Exchange;
import java.io.IOException;

/** What was read is no plain HTTP/1 message. */
final class Malformed extends IOException {
    private static final long serialVersionUID = 1;

    /** @param bytes what it was read from */
    Malformed(String what, String bytes) {
        super(what + ": " + Exchange.shown(bytes));
    }
}
