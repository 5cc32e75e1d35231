package dev.seawall.frontdoor.differential.exchange;

/** What a client waits for within a request, and whether it stays for the answer. */
public enum Pace {
    /** Sends it all without waiting. */
    AT_ONCE,
    /** Sends the body when a 100 has come, and not at all when a final answer has (RFC 9110 §10.1.1). */
    AWAITS_CONTINUE,
    /** Sends half of the body, and the rest when the answer has come. */
    MEETS_EARLY_ANSWER,
    /** Ends its sending within the body, once the worker has the head. */
    ENDS_WITHIN_BODY,
    /** Resets the connection within the body, once the worker has the head. */
    RESETS_WITHIN_BODY,
    /** Resets the connection when the answer's head has come. */
    RESETS_WITHIN_ANSWER,
    /** Sends bytes of another protocol when the worker has switched to it (RFC 9110 §7.8). */
    SWITCHES
}
