package dev.seawall.frontdoor.cache;

import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What a GET or HEAD lets a cache do with it (RFC 9111 §5.2.1). Immutable.
 *
 * @param passes it is none of the cache's business
 * @param validates it wants no answer that its worker has not been asked about
 * @param mostAgeSeconds that it accepts, -1 when it does not say
 * @param leastLeftSeconds of freshness
 * @param credentials whether it says who asks
 * @param conditional whether it asks for an answer other than the one it has
 */
record Wish(
        boolean passes,
        boolean validates,
        long mostAgeSeconds,
        long leastLeftSeconds,
        boolean credentials,
        boolean conditional) {
    private static final Wish PASSES = new Wish(true, false, -1, 0, false, false);

    /** Options of a connection that take no field away from the worker (RFC 9110 §7.6.1). */
    private static final Set<String> HARMLESS = Set.of("", "close", "keep-alive", "te");

    /** What programs take for another target, method, host or client than the front door's, without saying {@code Vary}. */
    private static final Set<String> OVERRIDES = Set.of("x-host", "x-real-ip", "x-client-ip", "true-client-ip");

    private static final Set<String> REPLACED = Set.of("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host");

    static Wish of(HttpFields fields) {
        boolean credentials = false;
        boolean conditional = false;
        boolean directed = false;
        boolean pragma = false;
        for (HttpField field : fields) {
            HttpHeader header = field.getHeader();
            if (header == null) {
                if (overrides(field.getLowerCaseName())) {
                    return PASSES;
                }
                continue;
            }
            switch (header) {
                case RANGE, IF_RANGE, IF_MATCH, IF_UNMODIFIED_SINCE, EXPECT, UPGRADE -> {
                    return PASSES;
                }
                case CONNECTION -> {
                    if (takesFieldsAway(field)) {
                        return PASSES;
                    }
                }
                case AUTHORIZATION, COOKIE -> credentials = true;
                case IF_NONE_MATCH, IF_MODIFIED_SINCE -> conditional = true;
                case CACHE_CONTROL -> directed = true;
                case PRAGMA -> pragma = field.contains(Directives.NO_CACHE);
                default -> {
                    if (overrides(header.lowerCaseName())) {
                        return PASSES;
                    }
                }
            }
        }
        return directed
                ? directed(Directives.of(fields), credentials, conditional)
                : new Wish(false, pragma, -1, 0, credentials, conditional);
    }

    private static Wish directed(Directives said, boolean credentials, boolean conditional) {
        return said.has(Directives.NO_STORE)
                ? PASSES
                : new Wish(
                        false,
                        said.has(Directives.NO_CACHE),
                        said.seconds(Directives.MAX_AGE),
                        said.seconds("min-fresh"),
                        credentials,
                        conditional);
    }

    /** A field that it names would count for the key, and yet not reach the worker. */
    private static boolean takesFieldsAway(HttpField connection) {
        String value = connection.getValue() == null ? "" : connection.getValue();
        for (String option : value.split(",", -1)) {
            if (!HARMLESS.contains(option.strip().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static boolean overrides(String name) {
        return name.startsWith("x-")
                ? OVERRIDES.contains(name)
                        || (name.startsWith("x-forwarded-") && !REPLACED.contains(name))
                        || name.startsWith("x-original-")
                        || name.startsWith("x-rewrite-")
                        || name.startsWith("x-http-")
                        || name.contains("-override")
                : OVERRIDES.contains(name);
    }

    /** Whether the answer may be served without asking its worker. */
    boolean accepts(StoredAnswer answer, long nowNanos) {
        return answer.isFresh(nowNanos)
                && !validates
                && (mostAgeSeconds < 0 || answer.ageSeconds(nowNanos) <= mostAgeSeconds)
                && answer.leftSeconds(nowNanos) >= leastLeftSeconds;
    }

    /** Whether it may be served stale while its worker is asked (RFC 5861 §3). */
    boolean acceptsMeanwhile(StoredAnswer answer, long nowNanos) {
        long left = answer.leftSeconds(nowNanos);
        return left <= 0
                && -left < answer.freshness().whileRevalidatingSeconds()
                && !validates
                && mostAgeSeconds < 0
                && leastLeftSeconds <= 0;
    }
}
