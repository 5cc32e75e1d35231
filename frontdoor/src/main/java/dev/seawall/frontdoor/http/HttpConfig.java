package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.config.Rules;

/** Where clients are listened for without TLS. Port 0 takes any free one. Immutable. */
public record HttpConfig(String host, int port) {
    public HttpConfig {
        new Rules().host("host", host).listenPort("port", port).check();
    }
}
