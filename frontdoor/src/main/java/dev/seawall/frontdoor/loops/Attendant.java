package dev.seawall.frontdoor.loops;

/**
 * Goes with one accepted connection, for whoever looks at all of them in rounds.
 *
 * <p>Thread rule: {@link #onClosed} is called once, by any thread; never blocks.
 */
public interface Attendant {
    void onClosed();
}
