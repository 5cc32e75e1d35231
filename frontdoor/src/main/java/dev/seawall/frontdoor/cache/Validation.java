package dev.seawall.frontdoor.cache;

import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** What of a head is kept (RFC 9111 §3.1), and what a 304 changes of that (§3.2, §4.3.4). Stateless. */
final class Validation {
    /** Made anew for each who is served. */
    private static final Set<String> MADE_ANEW = Set.of("age", "content-length", "x-request-id");

    /** What the body that is kept depends on, and what would be one client's. */
    private static final Set<String> NOT_UPDATED =
            Set.of("content-encoding", "content-type", "content-range", "vary", "set-cookie");

    private Validation() {}

    static HttpFields kept(HttpFields answer) {
        HttpFields.Mutable kept = HttpFields.build();
        for (HttpField field : answer) {
            if (!MADE_ANEW.contains(field.getLowerCaseName())) {
                kept.add(field);
            }
        }
        return kept.asImmutable();
    }

    /**
     * What is kept, as good as new; null when the worker means another answer, or this may not be kept any more.
     *
     * @param head the 304's
     */
    static @Nullable StoredAnswer refreshed(StoredAnswer kept, HttpFields head, long bornNanos) {
        String etag = head.get("ETag");
        if (etag != null && !etag.equals(kept.etag())) {
            return null;
        }
        Set<String> replaced = new HashSet<>();
        HttpFields.Mutable merged = HttpFields.build();
        for (HttpField field : kept(head)) {
            String name = field.getLowerCaseName();
            if (!NOT_UPDATED.contains(name)) {
                replaced.add(name);
                merged.add(field);
            }
        }
        for (HttpField field : kept.fields()) {
            if (!replaced.contains(field.getLowerCaseName())) {
                merged.add(field);
            }
        }
        // Whoever asked this time: the body was not theirs alone when it came.
        Freshness freshness = Storing.judge(kept.status(), merged, false);
        return freshness == null
                ? null
                : new StoredAnswer(
                        kept.status(),
                        merged.asImmutable(),
                        kept.body(),
                        freshness,
                        kept.varying(),
                        kept.chosenBy(),
                        bornNanos);
    }
}
