package dev.seawall.frontdoor.workers;

import dev.seawall.frontdoor.config.Rules;

/** A slot and where it is reached. Immutable. */
public record WorkerAddress(String name, String host, int port) {
    public WorkerAddress {
        new Rules().name("name", name).host("host", host).port("port", port).check();
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    public String hostAndPort() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
