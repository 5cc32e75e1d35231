package dev.seawall.frontdoor.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What single bytes may be, and how to find one (RFC 9110 §5.6.2, RFC 5234 §B.1). Stateless. */
final class Bytes {
    static final byte CR = '\r';
    static final byte LF = '\n';

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY_BYTE = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final boolean[] TOKEN = new boolean[256];

    static {
        for (int c = 0; c < 128; c++) {
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            TOKEN[c] = letterOrDigit || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }
    }

    private Bytes() {}

    /** The eight bytes from there, as they come. */
    static long eightAt(byte[] bytes, int from) {
        return (long) LONG.get(bytes, from);
    }

    /** The first CR at or behind {@code from}; {@code to} when there is none before it. Eight at a time. */
    static int findCr(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long differing = eightAt(bytes, at) ^ (EVERY_BYTE * CR);
            long zeros = (differing - EVERY_BYTE) & ~differing & HIGH_BITS;
            if (zeros != 0) {
                return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (at < to && bytes[at] != CR) {
            at++;
        }
        return at;
    }

    static boolean isToken(byte b) {
        return TOKEN[b & 0xff];
    }

    /** VCHAR, obs-text, SP or HTAB. */
    static boolean isText(byte b) {
        return (b >= ' ' && b != 0x7f) || b < 0 || b == '\t';
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** -1 when it is none. */
    static int hexDigit(byte b) {
        return Character.digit((char) (b & 0xff), 16);
    }
}
