package dev.seawall.backend.store;

import org.jspecify.annotations.Nullable;

/**
 * What of the keys to list (docs/protocol.md section 5). Thread rule: immutable.
 *
 * @param prefix empty for all
 * @param delimiter null for none; never empty
 * @param after empty for the beginning
 * @param limit entries on a page, 1 to 1000
 */
public record ListingQuery(String prefix, @Nullable String delimiter, String after, int limit) {

    public static final int MAX_LIMIT = 1000;

    public ListingQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
        if (delimiter != null && delimiter.isEmpty()) {
            throw new IllegalArgumentException("delimiter must not be empty");
        }
    }
}
