package dev.seawall.frontdoor.cache;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** Which answers a shared cache may keep (RFC 9111 §3), read in favour of not keeping. Stateless. */
final class Storing {
    /** Those whose meaning is understood here, and does not lie in one request alone. */
    private static final Set<Integer> UNDERSTOOD =
            Set.of(200, 203, 204, 300, 301, 302, 307, 308, 404, 405, 410, 414, 501);

    /** Made or replaced by the front door: what a client says of them is not what the worker sees. */
    private static final Set<String> NOT_THE_CLIENTS =
            Set.of("*", "via", "forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-request-id");

    private Storing() {}

    /**
     * For how long it may be used; null where it may not be kept.
     *
     * @param credentials whether its request had {@code Authorization} or {@code Cookie}
     */
    static @Nullable Freshness judge(int status, HttpFields fields, boolean credentials) {
        if (!UNDERSTOOD.contains(status)) {
            return null;
        }
        Directives said = Directives.of(fields);
        boolean refused = said.has(Directives.NO_STORE) && !said.has("must-understand");
        if (refused || said.has("private") || fields.contains(HttpHeader.SET_COOKIE)) {
            return null;
        }
        // RFC 9111 §3.5; of cookies it says nothing, but what they open is as much one person's.
        boolean open = said.has("public") || said.has("s-maxage") || said.has("must-revalidate");
        if ((credentials && !open) || !isSelectable(fields)) {
            return null;
        }
        Freshness freshness = Freshness.of(fields, said);
        boolean validatable = fields.contains(HttpHeader.ETAG) || fields.contains(HttpHeader.LAST_MODIFIED);
        return freshness != null && freshness.isWorthKeeping(validatable) ? freshness : null;
    }

    private static boolean isSelectable(HttpFields fields) {
        for (String name : varying(fields)) {
            if (NOT_THE_CLIENTS.contains(name) || name.startsWith("seawall-")) {
                return false;
            }
        }
        return true;
    }

    /** The request fields that the answer was chosen by, in lower case, in order. */
    static List<String> varying(HttpFields fields) {
        if (!fields.contains(HttpHeader.VARY)) {
            return List.of();
        }
        return fields.getValuesList(HttpHeader.VARY).stream()
                .flatMap(names -> Stream.of(names.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .sorted()
                .distinct()
                .toList();
    }
}
