package dev.seawall.backend.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing (docs/protocol.md section 5); both lists in the order of their UTF-8 bytes. Thread rule:
 * immutable.
 *
 * @param next the last entry's text when there is more, else null
 */
public record ListingPage(
        List<ObjectMeta> objects,
        List<String> prefixes,
        @Nullable String next) {

    public ListingPage {
        objects = List.copyOf(objects);
        prefixes = List.copyOf(prefixes);
    }
}
