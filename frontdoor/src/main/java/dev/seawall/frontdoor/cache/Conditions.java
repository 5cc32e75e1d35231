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
            return request.getValuesList(HttpHeader.IF_NONE_MATCH).stream()
                    .anyMatch(tags -> names(tags, answer.etag()));
        }
        if (!request.contains(HttpHeader.IF_MODIFIED_SINCE)) {
            return false;
        }
        long since = Freshness.seconds(request, HttpHeader.IF_MODIFIED_SINCE);
        long modified = Freshness.seconds(answer.fields(), HttpHeader.LAST_MODIFIED);
        return since >= 0 && modified >= 0 && modified <= since;
    }

    /** The weak comparison (RFC 9110 §8.8.3.2): of what stands between quotes, which no tag contains itself. */
    private static boolean names(String tags, @Nullable String etag) {
        if (tags.strip().equals("*")) {
            return true;
        }
        String wanted = etag == null ? "" : etag.substring(Math.max(0, etag.indexOf('"')));
        int begin = tags.indexOf('"');
        while (begin >= 0) {
            int end = tags.indexOf('"', begin + 1);
            if (end < 0) {
                return false;
            }
            if (tags.substring(begin, end + 1).equals(wanted)) {
                return true;
            }
            begin = tags.indexOf('"', end + 1);
        }
        return false;
    }
}
