package dev.seawall.frontdoor.admission;

/** Who goes first when not all can. */
public enum Priority {
    CRITICAL(0),
    NORMAL(1),
    BACKGROUND(2);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** 0 goes first; the others follow without a gap. */
    int rank() {
        return rank;
    }
}
