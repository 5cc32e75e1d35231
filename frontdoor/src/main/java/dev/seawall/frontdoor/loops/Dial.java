package dev.seawall.frontdoor.loops;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * A connection to be opened to somebody else. Exactly one of {@code opened} and {@code failed} is called. Immutable.
 *
 * @param limit how long connecting may take
 * @param protocol what is spoken there
 * @param opened called on the connection's loop, once the protocol's {@code onOpen} has returned
 * @param failed nothing was sent
 */
public record Dial(
        Duration limit,
        Function<EndPoint, Connection> protocol,
        Consumer<Connection> opened,
        Consumer<Throwable> failed) {}
