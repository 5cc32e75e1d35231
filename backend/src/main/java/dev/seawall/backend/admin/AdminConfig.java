package dev.seawall.backend.admin;

import dev.seawall.backend.config.Rules;

/** Where operators and scrapers are listened for: a private address. Port 0 takes any free one. Immutable. */
public record AdminConfig(String host, int port) {
    public AdminConfig {
        new Rules().host("host", host).listenPort("port", port).check();
    }
}
