package dev.seawall.backend.api;

import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.Precondition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.jetty.http.HttpDateTime;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * A request's preconditions, evaluated in the order of RFC 9110 §13.2.2. A date that cannot be read is ignored, as
 * §13.1.3 and §13.1.4 want. Thread rule: immutable.
 */
record Conditions(
        @Nullable EntityTags ifMatch,
        @Nullable EntityTags ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince,
        @Nullable String ifRange) {

    /** @throws EntityTags.Unreadable when a list of entity tags has no reading */
    static Conditions of(HttpFields headers) throws EntityTags.Unreadable {
        return new Conditions(
                EntityTags.of(headers, HttpHeader.IF_MATCH),
                EntityTags.of(headers, HttpHeader.IF_NONE_MATCH),
                date(headers, HttpHeader.IF_MODIFIED_SINCE),
                date(headers, HttpHeader.IF_UNMODIFIED_SINCE),
                headers.get(HttpHeader.IF_RANGE));
    }

    private static @Nullable Instant date(HttpFields headers, HttpHeader name) {
        String value = headers.get(name);
        if (value == null || headers.getValuesList(name).size() > 1) {
            return null;
        }
        try {
            return HttpDateTime.parse(value).toInstant();
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** For a write of content that may come to be: what must hold of the object that is there, if any. */
    Precondition forPut() {
        return this::allowChange;
    }

    /** Without an object a deletion answers 404 whatever the conditions (RFC 9110 §13.2.1). */
    Precondition forDelete() {
        return current -> current == null || allowChange(current);
    }

    private boolean allowChange(@Nullable ObjectMeta current) {
        return unchanged(current) && (ifNoneMatch == null || !ifNoneMatch.matchesWeakly(current));
    }

    /** Steps 1 and 2: whether the object is still the one that the client knows. */
    boolean unchanged(@Nullable ObjectMeta current) {
        if (ifMatch != null) {
            return ifMatch.matchesStrongly(current);
        }
        return ifUnmodifiedSince == null
                || current == null
                || !lastModified(current).isAfter(ifUnmodifiedSince);
    }

    /** Steps 3 and 4, for GET and HEAD: whether the client already has the object. */
    boolean known(ObjectMeta current) {
        if (ifNoneMatch != null) {
            return ifNoneMatch.matchesWeakly(current);
        }
        return ifModifiedSince != null && !lastModified(current).isAfter(ifModifiedSince);
    }

    /**
     * Step 5: whether ranges of the object continue what the client has. A date never does: two writes may fall into the
     * second that it names, so it is not a strong validator (§8.8.2.2), and no client needs one, as every answer has an
     * entity tag.
     */
    boolean rangesWanted(ObjectMeta current) {
        return ifRange == null || ifRange.equals(current.etag());
    }

    /** HTTP dates count seconds. */
    static Instant lastModified(ObjectMeta meta) {
        return meta.modified().truncatedTo(ChronoUnit.SECONDS);
    }
}
