package dev.seawall.frontdoor.admission;

import java.util.Locale;

/** Why a request was not sent to its worker. */
public enum ShedReason {
    /** As many wait already as may. */
    QUEUE_FULL("as many requests wait for it as may"),
    /** It waited longer than the queue lets anybody (CoDel). */
    WAITED("it took too long until there was room"),
    /** As many bodies as may are on their way to the worker. */
    UPLOADS("as many bodies are on their way to it as may"),
    /** The time its client gave it is over. */
    DEADLINE("the time that the client gave was over"),
    /** Too many of the requests are second tries. */
    RETRIES("too many requests are second tries already, or an operator has switched them off");

    private final String words;

    ShedReason(String words) {
        this.words = words;
    }

    /** As in metrics: {@code queue-full}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String words() {
        return words;
    }
}
