package dev.seawall.deploy.flood.attack;

import java.io.IOException;

/**
 * What an attacker does on a connection that it keeps for many operations: {@link #begin}, then one thread says while
 * another hears.
 */
interface Talk {
    /** Says what a protocol needs first. */
    void begin() throws IOException;

    /** Does one operation. */
    void say() throws IOException;

    /**
     * Counts what comes back, until the other end closes the connection.
     *
     * @throws IOException when that happened
     */
    void hear() throws IOException;

    /** Starts one on a connection. */
    @FunctionalInterface
    interface Maker {
        Talk on(Wire wire, Tally tally) throws IOException;
    }
}
