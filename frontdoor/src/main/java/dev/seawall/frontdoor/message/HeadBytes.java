package dev.seawall.frontdoor.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpField;
import org.jspecify.annotations.Nullable;

/**
 * A head that is put together to be written (RFC 9112 §2.1). What would be read as a line's end is refused, so no field
 * can become two.
 *
 * <p>Thread rule: belongs to its thread, for one head at a time.
 */
public final class HeadBytes {
    private static final int USUAL = 2048;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final int MOST_KEPT = 64 * 1024;
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes = new byte[USUAL];
    private int length;

    HeadBytes() {}

    /** The calling thread's, empty. */
    public static HeadBytes begin() {
        HeadBytes begun = Scratch.ofThread().written();
        begun.length = 0;
        if (begun.bytes.length > MOST_KEPT) {
            begun.bytes = new byte[USUAL];
        }
        return begun;
    }

    public int length() {
        return length;
    }

    /** Appends all of it to a buffer that is being filled and has the room. */
    public void copyTo(ByteBuffer into) {
        into.put(bytes, 0, length);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public HeadBytes raw(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    public HeadBytes crlf() {
        return raw(CRLF);
    }

    public HeadBytes blank() {
        reserve(1);
        bytes[length++] = ' ';
        return this;
    }

    /** A method, target or name: what has no blank in it. */
    public HeadBytes token(String token) {
        int size = token.length();
        reserve(size);
        for (int i = 0; i < size; i++) {
            char c = token.charAt(i);
            if (c <= ' ' || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException("character " + (int) c + " at " + i + " of the head's token");
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    /** A field's whole line. */
    public HeadBytes field(HttpField field) {
        if (field instanceof FieldLine known) {
            return raw(known.line());
        }
        token(field.getName());
        reserve(2);
        bytes[length++] = ':';
        bytes[length++] = ' ';
        return value(field.getValue()).crlf();
    }

    private HeadBytes value(@Nullable String value) {
        if (value == null) {
            return this;
        }
        int size = value.length();
        reserve(size);
        for (int i = 0; i < size; i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException("character " + (int) c + " at " + i + " of a field's value");
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    public HeadBytes decimal(long number) {
        reserve(LONGEST_NUMBER);
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    public HeadBytes hex(int number) {
        return raw(Integer.toHexString(number).getBytes(StandardCharsets.US_ASCII));
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
