package dev.seawall.backend.api;

import dev.seawall.backend.config.Rules;

/** Where the front door is listened for. Port 0 takes any free one. Immutable. */
public record HttpConfig(String host, int port) {
    public HttpConfig {
        new Rules().host("host", host).listenPort("port", port).check();
    }
}
