package dev.seawall.frontdoor.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * A worker's answer to GET as it is kept: end-to-end fields, the whole body, and what it was chosen by. Immutable.
 *
 * @param varying the request fields that it was chosen by (RFC 9111 §4.1)
 * @param chosenBy their values then, in the same order
 * @param bornNanos when it was of age 0, by this front door's clock
 */
record StoredAnswer(
        int status,
        HttpFields fields,
        Body body,
        Freshness freshness,
        List<String> varying,
        List<String> chosenBy,
        long bornNanos) {
    /** What an entry costs beside its body and the text of its fields. */
    private static final int OWN_BYTES = 512;

    /** A field's object, its two strings and their arrays. */
    private static final int FIELD_BYTES = 160;

    /** @param request its fields */
    StoredAnswer(int status, HttpFields fields, Body body, Freshness freshness, HttpFields request, long bornNanos) {
        this(
                status,
                fields,
                body,
                freshness,
                Storing.varying(fields),
                values(Storing.varying(fields), request),
                bornNanos);
    }

    private static List<String> values(List<String> names, HttpFields request) {
        return names.stream().map(name -> value(name, request)).toList();
    }

    /** All lines of a field as one, NUL for none, which no field has for a value. */
    private static String value(String name, HttpFields request) {
        List<String> lines = new ArrayList<>();
        for (HttpField field : request) {
            if (field.getLowerCaseName().equals(name)) {
                lines.add(field.getValue() == null ? "" : field.getValue().strip());
            }
        }
        return lines.isEmpty() ? "\0" : String.join(", ", lines);
    }

    /** What tells such requests apart from others for the same target. */
    static String variant(List<String> names, HttpFields request) {
        return names.isEmpty() ? "" : String.join("\n", values(names, request));
    }

    /** Whether a request with such fields would have been answered with this (RFC 9111 §4.1). */
    boolean suits(HttpFields request) {
        for (int i = 0; i < varying.size(); i++) {
            if (!value(varying.get(i), request).equals(chosenBy.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it takes the other's place: chosen by the same. */
    boolean replaces(StoredAnswer other) {
        return varying.equals(other.varying) && chosenBy.equals(other.chosenBy);
    }

    /** RFC 9111 §4.2.3. */
    long ageSeconds(long nowNanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toSeconds(nowNanos - bornNanos));
    }

    /** For how much longer it is fresh; below 0 once it is not. */
    long leftSeconds(long nowNanos) {
        return freshness.lifetimeSeconds() - ageSeconds(nowNanos);
    }

    /** RFC 9111 §4.2: it is stale from the moment that its age is its lifetime. */
    boolean isFresh(long nowNanos) {
        return leftSeconds(nowNanos) > 0;
    }

    boolean isValidatable() {
        return fields.contains(HttpHeader.ETAG) || fields.contains(HttpHeader.LAST_MODIFIED);
    }

    @Nullable
    String etag() {
        return fields.get(HttpHeader.ETAG);
    }

    int weight() {
        long weight = (long) OWN_BYTES + body.length();
        for (HttpField field : fields) {
            String value = field.getValue();
            weight += FIELD_BYTES + 2L * field.getName().length() + (value == null ? 0 : 2L * value.length());
        }
        for (String value : chosenBy) {
            weight += 2L * value.length();
        }
        return (int) Math.min(weight, Integer.MAX_VALUE / 2);
    }
}
