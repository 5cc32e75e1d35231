package dev.seawall.frontdoor.guard;

import java.util.Locale;

/** Why a client was turned away, as it is counted. */
public enum RefusalReason {
    /** On the deny list. */
    DENIED,
    /** A network that holds its share of the connections. */
    CONNECTION_SHARE,
    CONNECTION_RATE,
    REQUEST_RATE,
    /** A network that went on asking at twice its rate. */
    OFFENDER,
    /** A load balancer's connection without a whole and correct PROXY header. */
    PROXY_HEADER;

    /** {@code connection-share}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
