package dev.seawall.deploy.flood.attack;

import java.io.IOException;

/** One kind of attack under way. */
interface Assault {
    /**
     * Attacks until its thread is interrupted; then nothing that it opened is open any more.
     *
     * @throws IOException when this computer can't carry it out
     */
    void run() throws IOException, InterruptedException;
}
