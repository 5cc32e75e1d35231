package dev.seawall.frontdoor.message;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Fields that came before, by their whole line: most lines do, message after message, and need neither be checked nor
 * made into strings again. A fixed number of short ones is remembered, a newer in place of an older; secrets are not.
 *
 * <p>Thread rule: belongs to its thread.
 */
final class FieldMemo {
    private static final int PLACES = 512;
    private static final int LONGEST_LINE = 160;
    private static final Set<HttpHeader> SECRET = EnumSet.of(
            HttpHeader.AUTHORIZATION, HttpHeader.PROXY_AUTHORIZATION, HttpHeader.COOKIE, HttpHeader.SET_COOKIE);

    private final @Nullable FieldLine[] places = new @Nullable FieldLine[PLACES];

    /** The field whose line is exactly these bytes, CRLF included. */
    @Nullable
    FieldLine find(byte[] bytes, int from, int to) {
        FieldLine known = places[place(bytes, from, to)];
        return known != null
                        && known.line().length == to - from
                        && Arrays.equals(known.line(), 0, to - from, bytes, from, to)
                ? known
                : null;
    }

    /** @param field whose line it came by */
    void add(FieldLine field) {
        byte[] line = field.line();
        HttpHeader header = field.getHeader();
        if (line.length <= LONGEST_LINE && (header == null || !SECRET.contains(header))) {
            places[place(line, 0, line.length)] = field;
        }
    }

    /** By its ends, where lines differ most. */
    private static int place(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < Long.BYTES + 2) {
            return 0;
        }
        long mixed = Bytes.eightAt(bytes, from) * 0x9E3779B97F4A7C15L
                + Bytes.eightAt(bytes, to - 2 - Long.BYTES) * 0xC2B2AE3D27D4EB4FL
                + length;
        mixed ^= mixed >>> 32;
        mixed *= 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (PLACES - 1);
    }
}
