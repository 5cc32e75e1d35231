package dev.seawall.deploy.flood.attack;

import java.io.IOException;

/** What an attacker does on a connection of its own. Thread-safe: many play it at once. */
interface Script {
    /**
     * Plays it; when it returns, the connection is given up.
     *
     * @throws IOException when the other end closed the connection
     * @throws InterruptedException when the attack is over
     */
    void play(Wire wire, Tally tally) throws IOException, InterruptedException;
}
