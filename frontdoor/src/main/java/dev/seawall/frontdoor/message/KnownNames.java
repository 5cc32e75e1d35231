package dev.seawall.frontdoor.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** Finds the registered field names in bytes, whatever their case. Immutable. */
final class KnownNames {
    private static final int PLACES = 1024;

    private static final class Known {
        private final HttpHeader header;
        private final byte[] lowerCase;
        private final @Nullable Known next;

        Known(HttpHeader header, byte[] lowerCase, @Nullable Known next) {
            this.header = header;
            this.lowerCase = lowerCase;
            this.next = next;
        }
    }

    private final @Nullable Known[] places = new @Nullable Known[PLACES];

    KnownNames() {
        for (HttpHeader header : HttpHeader.values()) {
            byte[] name = header.asString().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            if (name.length > 0 && Bytes.isToken(name[0])) {
                int place = place(name, 0, name.length);
                places[place] = new Known(header, name, places[place]);
            }
        }
    }

    @Nullable
    HttpHeader find(byte[] bytes, int from, int to) {
        for (Known known = places[place(bytes, from, to)]; known != null; known = known.next) {
            if (equals(known.lowerCase, bytes, from, to)) {
                return known.header;
            }
        }
        return null;
    }

    private static int place(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + lowerCase(bytes[i]);
        }
        return (hash ^ (hash >>> 10)) & (PLACES - 1);
    }

    private static boolean equals(byte[] lowerCase, byte[] bytes, int from, int to) {
        if (lowerCase.length != to - from) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if (lowerCase[i] != lowerCase(bytes[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static byte lowerCase(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }
}
