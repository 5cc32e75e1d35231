package dev.seawall.frontdoor.guard;

/** When networks are held to their rates; they are counted always. */
public enum Enforcement {
    /** While this front door is short of something: nobody is turned away who is in nobody's way. */
    SHORT,
    ALWAYS,
    /** Only counted, the deny list included: what would have been refused can be looked at first. */
    NEVER
}
