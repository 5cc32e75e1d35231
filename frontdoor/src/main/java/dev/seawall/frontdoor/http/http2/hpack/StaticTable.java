package dev.seawall.frontdoor.http.http2.hpack;

import java.util.HashMap;
import java.util.Map;

/** The fields that both sides know from the start (RFC 7541 Appendix A). Immutable. */
final class StaticTable {
    static final int SIZE = 61;

    private static final String[] TEXT = """
            :authority
            :method GET
            :method POST
            :path /
            :path /index.html
            :scheme http
            :scheme https
            :status 200
            :status 204
            :status 206
            :status 304
            :status 400
            :status 404
            :status 500
            accept-charset
            accept-encoding gzip, deflate
            accept-language
            accept-ranges
            accept
            access-control-allow-origin
            age
            allow
            authorization
            cache-control
            content-disposition
            content-encoding
            content-language
            content-length
            content-location
            content-range
            content-type
            cookie
            date
            etag
            expect
            expires
            from
            host
            if-match
            if-modified-since
            if-none-match
            if-range
            if-unmodified-since
            last-modified
            link
            location
            max-forwards
            proxy-authenticate
            proxy-authorization
            range
            referer
            refresh
            retry-after
            server
            set-cookie
            strict-transport-security
            transfer-encoding
            user-agent
            vary
            via
            www-authenticate
            """.split("\n", -1);

    private static final HpackField[] FIELDS = new HpackField[SIZE + 1];
    private static final Map<String, Integer> BY_NAME = new HashMap<>();

    static {
        for (int i = 1; i <= SIZE; i++) {
            String[] parts = TEXT[i - 1].split(" ", 2);
            FIELDS[i] = HpackField.of(parts[0], parts.length == 1 ? "" : parts[1]);
            BY_NAME.putIfAbsent(parts[0], i);
        }
    }

    private StaticTable() {}

    /** @param index from 1 to {@link #SIZE} */
    static HpackField get(int index) {
        return FIELDS[index];
    }

    /** The first index with a name in lower case, 0 for none. */
    static int indexOf(String name) {
        return BY_NAME.getOrDefault(name, 0);
    }
}
