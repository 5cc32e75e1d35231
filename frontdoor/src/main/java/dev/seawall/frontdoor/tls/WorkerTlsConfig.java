package dev.seawall.frontdoor.tls;

import java.nio.file.Path;

/**
 * How workers are asked over mutual TLS. Immutable.
 *
 * @param authority PEM: who signs for the workers
 * @param certificate PEM: the chain that workers are shown, this front door's own first
 * @param privateKey PEM: PKCS#8, not encrypted
 */
public record WorkerTlsConfig(Path authority, Path certificate, Path privateKey) {}
