package dev.seawall.frontdoor.differential.proxy;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import java.util.List;

/**
 * Seawall's front door in this process. Its timeouts are longer than any exchange may take, so that waiting in vain
 * shows; its breaker is out of the way.
 *
 * <p>Thread rule: as {@link Proxy}.
 */
public final class SeawallProxy implements Proxy {
    private final FrontDoorUnderTest door;

    public SeawallProxy(int workerPort) throws Exception {
        door = FrontDoorUnderTest.before(
                List.of(
                        "limits: {bodyBytes: 16MiB, headerBytes: 16KiB}",
                        "relay: {connectTimeout: 10s, firstByteTimeout: 60s, idleTimeout: 60s}",
                        "probe: {interval: 1h, timeout: 10s}",
                        "breaker: {failures: 1000, openFor: 10ms}"),
                workerPort);
    }

    @Override
    public String name() {
        return "Seawall";
    }

    @Override
    public int port() {
        return door.port();
    }

    @Override
    public void close() {
        door.close();
    }
}
