package dev.seawall.frontdoor.loops;

import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Asked whether a port takes a connection, before anything is spent on it.
 *
 * <p>Thread rule: called from loops; never blocks.
 */
public interface Doorkeeper {
    /** What it wants to know the connection by, {@link LoopEndPoint#guest}; null to have it reset without a byte. */
    @Nullable
    Object admit(SocketChannel accepted);

    /** The connection of a guest is closed; perhaps told more than once. */
    void left(Object guest);
}
