package dev.seawall.deploy.flood.analysis;

/** What became of a claim. Ordered: of several, the last one speaks for all. */
public enum Verdict {
    /** The claim was measured and is so. */
    HELD,
    /** It can't be told: the computer was too busy, or too little was seen. */
    INCONCLUSIVE,
    /** What was measured points the claim's way, but falls short of it. */
    DEGRADED,
    /** It was measured and is not so. */
    DENIED;

    Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
