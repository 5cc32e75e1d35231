package dev.seawall.frontdoor.http.http2.hpack;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Compresses one head (RFC 7541 §6) by the static table alone: names and usual values become indexes, the rest stands
 * as it is. No table of our own means no state of a connection, blocks that may be made in any order, and nothing to
 * be guessed from their lengths (RFC 7541 §7.1).
 *
 * <p>Control characters are written as spaces, so that no field can become two further away.
 *
 * <p>Thread rule: not thread-safe, for one head.
 */
public final class HeadWriter {
    private static final int USUAL_BYTES = 512;
    private static final int LITERAL = 0x00;
    private static final int LITERAL_FOR_NOBODYS_TABLE = 0x10;
    private static final byte NO_TABLE = 0x20;
    private static final int INDEXED = 0x80;
    private static final int STATUS_INDEX = StaticTable.indexOf(":status");
    private static final Map<HttpHeader, Integer> NAME_INDEXES = new EnumMap<>(HttpHeader.class);

    static {
        for (HttpHeader header : HttpHeader.values()) {
            NAME_INDEXES.put(header, StaticTable.indexOf(header.lowerCaseName()));
        }
    }

    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;

    public byte[] bytes() {
        return bytes;
    }

    /** How many of {@link #bytes} are the head's. */
    public int length() {
        return length;
    }

    /** Confirms that the table we may use is smaller now: we use none (RFC 7541 §4.2). */
    public HeadWriter withoutTable() {
        reserve(1);
        bytes[length++] = NO_TABLE;
        return this;
    }

    public HeadWriter status(int status) {
        int index =
                switch (status) {
                    case 200 -> 8;
                    case 204 -> 9;
                    case 206 -> 10;
                    case 304 -> 11;
                    case 400 -> 12;
                    case 404 -> 13;
                    case 500 -> 14;
                    default -> 0;
                };
        reserve(5);
        if (index > 0) {
            bytes[length++] = (byte) (INDEXED | index);
        } else {
            bytes[length++] = (byte) (LITERAL | STATUS_INDEX);
            bytes[length++] = 3;
            bytes[length++] = (byte) ('0' + status / 100);
            bytes[length++] = (byte) ('0' + status / 10 % 10);
            bytes[length++] = (byte) ('0' + status % 10);
        }
        return this;
    }

    public HeadWriter field(HttpField field) {
        HttpHeader header = field.getHeader();
        int index = header == null ? 0 : NAME_INDEXES.getOrDefault(header, 0);
        int form = isSecret(header) ? LITERAL_FOR_NOBODYS_TABLE : LITERAL;
        reserve(3);
        if (index >= 0x0f) {
            bytes[length++] = (byte) (form | 0x0f);
            bytes[length++] = (byte) (index - 0x0f);
        } else {
            bytes[length++] = (byte) (form | index);
        }
        if (index == 0) {
            string(field.getLowerCaseName());
        }
        string(field.getValue());
        return this;
    }

    private static boolean isSecret(@Nullable HttpHeader header) {
        return header == HttpHeader.SET_COOKIE || header == HttpHeader.AUTHORIZATION;
    }

    private void string(@Nullable String text) {
        int count = text == null ? 0 : text.length();
        reserve(count + 6);
        if (count < 0x7f) {
            bytes[length++] = (byte) count;
        } else {
            bytes[length++] = 0x7f;
            int rest = count - 0x7f;
            while (rest >= 0x80) {
                bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
                rest >>= 7;
            }
            bytes[length++] = (byte) rest;
        }
        if (text != null) {
            for (int i = 0; i < count; i++) {
                bytes[length + i] = plain(text.charAt(i));
            }
        }
        length += count;
    }

    private static byte plain(char c) {
        if (c >= ' ' && c < 0x7f) {
            return (byte) c;
        }
        if (c > 0xff) {
            return '?';
        }
        return c >= 0x80 || c == '\t' ? (byte) c : (byte) ' ';
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
