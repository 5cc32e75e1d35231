package dev.seawall.deploy.flood.polite;

import java.io.IOException;

/** A block of 4 KiB on a worker's volume that can be made durable. Used by one thread; {@link #close} by any. */
interface DurableBlock extends AutoCloseable {
    int BYTES = 4096;

    /**
     * Writes the block anew and returns when it is on stable storage; opens what must be open first.
     *
     * @throws UnusableVolumeException when trying again is of no use
     */
    void write() throws IOException, UnusableVolumeException;

    /** For good; what is under way ends soon. */
    @Override
    void close();
}
