package dev.seawall.frontdoor.guard;

/** What becomes of a request. */
public enum Verdict {
    ADMITTED,
    /** Its network is beyond its rate: it may come again later. */
    LIMITED,
    /** Its network has been told so often enough: not a byte more. */
    TURNED_OFF
}
