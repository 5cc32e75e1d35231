package dev.seawall.frontdoor.http.patience;

/**
 * A connection that knows what it waits for.
 *
 * <p>Thread rule: asked and told on the connection's loop, between the things that happen on it.
 */
public interface Patient {

    /** What it waits for now. */
    Stage stage();

    /** Tells one wait in a stage from the next one in the same stage. */
    int nth();

    /** Looks at the requests under way; ends those whose client falls behind, and says so to the watch. */
    void look(Watch watch);

    /** Ends what is waited for in vain, as far as can be in a way that the client understands. */
    void end(Ending reason);

    /** Closes without a word that counts, as it may at any time between requests. */
    void close();

    /** Has one. */
    interface Bearer {
        Patient patient();
    }
}
