package dev.seawall.frontdoor.differential.proxy;

import java.io.IOException;

/**
 * A running proxy on loopback that relays everything to one worker but {@code /-/boundary}, which it answers itself.
 *
 * <p>Thread rule: started, asked and closed by its owner.
 */
public interface Proxy extends AutoCloseable {

    String name();

    int port();

    @Override
    void close() throws IOException;
}
