package dev.seawall.frontdoor.admission;

/**
 * Told, once, how the waiting of a request ended, unless it ended it itself.
 *
 * <p>Thread rule: called from any thread, without a lock; must not block.
 */
public interface Waiter {

    /** It may be sent now, and its ticket must be closed when it is over. */
    void onAdmitted();

    /** It may not be sent. */
    void onShed(ShedReason reason);
}
