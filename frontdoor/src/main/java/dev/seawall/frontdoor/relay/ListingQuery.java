package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.routing.PercentEncoding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The query of a listing, checked before any worker is asked (docs/protocol.md section 5). Only the limit matters to
 * the front door; the query is handed to the workers as it came.
 *
 * <p>Thread rule: immutable.
 *
 * @param limit entries on a page, 1 to 1000
 */
public record ListingQuery(int limit) implements ListingReading {
    private static final int MOST = 1000;
    private static final List<String> PARAMETERS = List.of("prefix", "delimiter", "after", "limit");

    /**
     * The query is refused with 400 {@code bad-listing}. Immutable.
     *
     * @param detail what was observed; holds no bytes of the client's
     */
    public record Refused(String detail) implements ListingReading {}

    /**
     * Reads and checks a query.
     *
     * @param rawQuery what follows {@code ?} as it came, null when nothing does
     */
    public static ListingReading parse(@Nullable String rawQuery) {
        int limit = MOST;
        Set<String> seen = new HashSet<>();
        String query = rawQuery == null ? "" : rawQuery;
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = text(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = text(equals < 0 ? "" : parameter.substring(equals + 1));
            if (name == null || value == null) {
                return new Refused("a parameter of the query is not percent-encoded UTF-8");
            }
            if (!PARAMETERS.contains(name)) {
                return new Refused("the query holds an unknown parameter; known: " + String.join(", ", PARAMETERS));
            }
            if (!seen.add(name)) {
                return new Refused("the query holds " + name + " twice");
            }
            if (name.equals("limit")) {
                limit = limit(value);
            }
            if (limit < 1) {
                return new Refused("limit is not a number from 1 to " + MOST);
            }
        }
        return new ListingQuery(limit);
    }

    private static @Nullable String text(String encoded) {
        byte[] bytes = PercentEncoding.decode(encoded);
        return bytes == null ? null : PercentEncoding.utf8(bytes);
    }

    /** Plain digits only, 0 for anything that is no valid limit. */
    private static int limit(String value) {
        if (!value.matches("[0-9]{1,4}")) {
            return 0;
        }
        int limit = Integer.parseInt(value);
        return limit <= MOST ? limit : 0;
    }
}
