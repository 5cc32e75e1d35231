package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.config.Rules;
import java.nio.file.Path;

/**
 * Where clients are listened for with TLS, and with what. Immutable.
 *
 * @param certificate PEM: the chain, the server's own first
 * @param privateKey PEM: PKCS#8, not encrypted
 */
public record HttpsConfig(String host, int port, Path certificate, Path privateKey) {
    public HttpsConfig {
        new Rules().host("host", host).listenPort("port", port).check();
    }
}
