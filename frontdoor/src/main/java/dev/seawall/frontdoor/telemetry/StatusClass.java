package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.relay.ExchangeRecord;
import dev.seawall.frontdoor.relay.ExchangeRecord.Ending;

/**
 * How an exchange counts: by the status the client was sent, or as aborted when it did not get the whole response.
 * Every exchange is in exactly one class.
 */
public enum StatusClass {
    INFORMATIONAL("1xx"),
    SUCCESSFUL("2xx"),
    REDIRECTION("3xx"),
    CLIENT_ERROR("4xx"),
    SERVER_ERROR("5xx"),
    ABORTED("aborted");

    private final String label;

    StatusClass(String label) {
        this.label = label;
    }

    /** As it stands in metrics and in the history. */
    public String label() {
        return label;
    }

    static StatusClass of(ExchangeRecord exchange) {
        if (exchange.ending() != Ending.COMPLETE) {
            return ABORTED;
        }
        return switch (exchange.status() / 100) {
            case 1 -> INFORMATIONAL;
            case 2 -> SUCCESSFUL;
            case 3 -> REDIRECTION;
            case 4 -> CLIENT_ERROR;
            case 5 -> SERVER_ERROR;
            default -> ABORTED;
        };
    }

    /** Whether its duration says how fast we are: an upgraded or aborted exchange lasts as long as the client likes. */
    boolean isTimed() {
        return this != INFORMATIONAL && this != ABORTED;
    }
}
