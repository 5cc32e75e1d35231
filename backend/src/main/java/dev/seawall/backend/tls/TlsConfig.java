package dev.seawall.backend.tls;

import java.nio.file.Path;

/**
 * Mutual TLS on the serving port. Immutable.
 *
 * @param authority PEM: who signs for the front doors
 * @param certificate PEM: the chain that front doors are shown, this worker's own first
 * @param privateKey PEM: PKCS#8, not encrypted, of elliptic curves or RSA
 */
public record TlsConfig(Path authority, Path certificate, Path privateKey) {}
