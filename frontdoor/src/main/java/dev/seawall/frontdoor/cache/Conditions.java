package dev.seawall.frontdoor.cache;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** Whether a client has an answer already (RFC 9111 §4.3.2, RFC 9110 §13.1). Stateless. */
final class Conditions {
    private Conditions() {}

    /** @param request its fields */
    static boolean isNotModified(HttpFields request, StoredAnswer answer) {
        if (request.contains(HttpHeader.IF_NONE_MATCH)) {
            return matches(request.getCSV(HttpHeader.IF_NONE_MATCH, true), answer.etag());
        }
        if (!request.contains(HttpHeader.IF_MODIFIED_SINCE)) {
            return false;
        }
        long since = Freshness.seconds(request, HttpHeader.IF_MODIFIED_SINCE);
        long modified = Freshness.seconds(answer.fields(), HttpHeader.LAST_MODIFIED);
        return since >= 0 && modified >= 0 && modified <= since;
    }

    /** The weak comparison (RFC 9110 §8.8.3.2). */
    private static boolean matches(Iterable<String> given, @Nullable String etag) {
        for (String each : given) {
            if (each.equals("*") || (etag != null && opaque(each).equals(opaque(etag)))) {
                return true;
            }
        }
        return false;
    }

    private static String opaque(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }
}
