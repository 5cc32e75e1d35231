package dev.seawall.frontdoor.cache;

import java.time.DateTimeException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpDateTime;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer is fresh, by its own explicit words (RFC 9111 §4.2.1; nothing is guessed, §4.2.2), and what may be
 * done with it afterwards. Immutable.
 *
 * @param lifetimeSeconds from when the worker made it; 0 where it is to be validated each time
 * @param strict never to be served stale: {@code no-cache}, {@code must-revalidate}, {@code proxy-revalidate}
 * @param shared {@code s-maxage}, which forbids as much but for what the worker itself allows (§5.2.2.10)
 * @param whileRevalidatingSeconds beyond its lifetime (RFC 5861 §3)
 * @param ifErrorSeconds likewise (RFC 5861 §4)
 */
record Freshness(
        long lifetimeSeconds, boolean strict, boolean shared, long whileRevalidatingSeconds, long ifErrorSeconds) {

    /** Null where the answer says nothing explicit. */
    static @Nullable Freshness of(HttpFields fields, Directives said) {
        long shared = said.seconds("s-maxage");
        boolean always = said.has(Directives.NO_CACHE);
        long lifetime = always ? 0 : shared >= 0 ? shared : said.seconds(Directives.MAX_AGE);
        if (lifetime < 0) {
            lifetime = untilExpiry(fields);
        }
        if (lifetime < 0) {
            return null;
        }
        boolean strict = always || said.has("must-revalidate") || said.has("proxy-revalidate");
        return new Freshness(
                lifetime,
                strict,
                shared >= 0,
                strict ? 0 : Math.max(0, said.seconds("stale-while-revalidate")),
                strict ? 0 : Math.max(0, said.seconds("stale-if-error")));
    }

    /** -1 without {@code Expires}; 0 where it is over or cannot be read (§5.3). */
    private static long untilExpiry(HttpFields fields) {
        if (!fields.contains(HttpHeader.EXPIRES)) {
            return -1;
        }
        long expires = seconds(fields, HttpHeader.EXPIRES);
        long date = seconds(fields, HttpHeader.DATE);
        return expires < 0 || date < 0 ? 0 : Math.clamp(expires - date, 0, Directives.MOST_SECONDS);
    }

    /** Since 1970, -1 when it is not there exactly once or cannot be read. */
    static long seconds(HttpFields fields, HttpHeader name) {
        var values = fields.getValuesList(name);
        try {
            long millis = values.size() == 1 ? HttpDateTime.parseToEpoch(values.getFirst()) : -1;
            return millis < 0 ? -1 : TimeUnit.MILLISECONDS.toSeconds(millis);
        } catch (DateTimeException e) {
            return -1; // The 31st of February.
        }
    }

    /** Whether it may be of use after this moment. */
    boolean isWorthKeeping(boolean validatable) {
        return lifetimeSeconds > 0 || validatable || whileRevalidatingSeconds > 0 || ifErrorSeconds > 0;
    }
}
