package dev.seawall.frontdoor.cache;

import dev.seawall.frontdoor.config.Default;
import dev.seawall.frontdoor.config.Rules;
import java.time.Duration;

/**
 * What is kept of workers' answers. Immutable.
 *
 * @param bytes of all that is kept, heads included
 * @param objectBytes of the largest body that is kept; at most {@code bytes}
 * @param staleIfUnreachable how long beyond its freshness an answer may still be served while its worker cannot be
 *     reached or sheds, where the worker does not forbid it; 0ms: never
 */
public record CacheConfig(
        @Default("64MiB") long bytes,
        @Default("1MiB") int objectBytes,
        @Default("1h") Duration staleIfUnreachable) {
    private static final long SMALLEST = 1 << 20;
    private static final long LARGEST = 1L << 40;
    private static final long LARGEST_OBJECT = 64 << 20;

    public CacheConfig {
        new Rules()
                .bytesBetween("bytes", bytes, SMALLEST, LARGEST)
                .bytesBetween(
                        "objectBytes",
                        objectBytes,
                        1 << 10,
                        bytes < SMALLEST ? LARGEST_OBJECT : Math.min(bytes, LARGEST_OBJECT))
                .between("staleIfUnreachable", staleIfUnreachable, Duration.ZERO, Duration.ofDays(30))
                .check();
    }
}
