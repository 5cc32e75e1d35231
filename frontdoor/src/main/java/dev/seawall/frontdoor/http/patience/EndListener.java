package dev.seawall.frontdoor.http.patience;

/**
 * Told of those who were waited for no longer.
 *
 * <p>Thread rule: called from loops; never blocks.
 */
@FunctionalInterface
public interface EndListener {
    void onEnded(Ending reason);
}
