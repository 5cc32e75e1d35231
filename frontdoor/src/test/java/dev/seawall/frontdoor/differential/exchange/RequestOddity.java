package dev.seawall.frontdoor.differential.exchange;

/** An oddity that is in the bytes of a request. */
interface RequestOddity extends Oddity {

    Fate fate();

    /** Makes it so. */
    void apply(RequestDraft request, Dice dice);

    /** How one is made. */
    @FunctionalInterface
    interface Change {
        void make(RequestDraft request, Dice dice);
    }
}
