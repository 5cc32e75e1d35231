package dev.seawall.backend.api;

import dev.seawall.backend.store.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * {@code *} or a list of entity tags, as in {@code If-Match} (RFC 9110 §8.8.3, §13.1). Thread rule: immutable.
 *
 * @param any the list is {@code *}
 * @param tags as written, {@code W/} and quotes included
 */
record EntityTags(boolean any, List<String> tags) {
    private static final Pattern TAG = Pattern.compile("[ \\t]*(?:((?:W/)?\"[!#-~\\x80-\\xFF]*\")[ \\t]*)?(?:,|$)");

    /** A list has no reading; guessing could overwrite what the client wanted to keep. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** The header's tags, or null when it was not sent. */
    static @Nullable EntityTags of(HttpFields headers, HttpHeader name) throws Unreadable {
        List<String> lines = headers.getValuesList(name);
        if (lines.isEmpty()) {
            return null;
        }
        String value = String.join(",", lines).strip();
        if (value.equals("*")) {
            return new EntityTags(true, List.of());
        }
        List<String> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(value);
        int at = 0;
        while (at < value.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new Unreadable(name + " is neither * nor a list of entity tags");
            }
            if (matcher.group(1) != null) {
                tags.add(matcher.group(1));
            }
            at = matcher.end();
        }
        if (tags.isEmpty()) {
            throw new Unreadable(name + " names no entity tag");
        }
        return new EntityTags(false, List.copyOf(tags));
    }

    boolean matchesStrongly(@Nullable ObjectMeta current) {
        return current != null && (any || tags.contains(current.etag()));
    }

    boolean matchesWeakly(@Nullable ObjectMeta current) {
        return matchesStrongly(current) || (current != null && tags.contains("W/" + current.etag()));
    }
}
