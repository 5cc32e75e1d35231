package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.config.Default;
import dev.seawall.frontdoor.config.Rules;

/**
 * How much one request may bring. Immutable.
 *
 * @param bodyBytes of content, after which 413
 * @param headerBytes of request line and header fields together, after which 431
 */
public record LimitsConfig(
        @Default("5GiB") long bodyBytes, @Default("16KiB") int headerBytes) {
    public LimitsConfig {
        new Rules()
                .bytesBetween("bodyBytes", bodyBytes, 0, 1L << 40)
                .bytesBetween("headerBytes", headerBytes, 1 << 10, 1 << 20)
                .check();
    }
}
