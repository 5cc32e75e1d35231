package dev.seawall.frontdoor.http.http2.hpack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Decompresses heads (RFC 7541 §3, §6). Every field is handed on as it came, whatever is wrong with it: only what makes
 * the rest unreadable is an error here.
 *
 * <p>Thread rule: not thread-safe, one head after the other.
 */
public final class HpackDecoder {
    /** What a table may hold as long as nothing else was agreed on (RFC 9113 §6.5.2). */
    public static final int TABLE_BYTES = 4096;

    /** No integer here comes near it, and none above it overflows on the way. */
    private static final int LARGEST = 1 << 24;

    private final DynamicTable table = new DynamicTable(TABLE_BYTES);

    /**
     * Decodes one block.
     *
     * @param block all of it
     */
    public void decode(ByteBuffer block, Consumer<HpackField> fields) throws HpackException {
        boolean begun = false;
        while (block.hasRemaining()) {
            int first = block.get() & 0xff;
            if (first >= 0x80) {
                fields.accept(at(integer(block, first, 0x7f)));
            } else if (first >= 0x40) {
                HpackField field = literal(block, integer(block, first, 0x3f));
                table.add(field);
                fields.accept(field);
            } else if (first >= 0x20) {
                resize(integer(block, first, 0x1f), begun);
                continue;
            } else {
                fields.accept(literal(block, integer(block, first, 0x0f)));
            }
            begun = true;
        }
    }

    private void resize(int bytes, boolean begun) throws HpackException {
        if (begun || bytes > TABLE_BYTES) {
            throw new HpackException(
                    begun
                            ? "a table's size is changed behind a field"
                            : "a table of " + bytes + " bytes where " + TABLE_BYTES + " are allowed");
        }
        table.resize(bytes);
    }

    private HpackField at(int index) throws HpackException {
        if (index > 0 && index <= StaticTable.SIZE) {
            return StaticTable.get(index);
        }
        HpackField known = index == 0 ? null : table.get(index - StaticTable.SIZE - 1);
        if (known == null) {
            throw new HpackException("index " + index + " of a table with " + table.count() + " fields");
        }
        return known;
    }

    private HpackField literal(ByteBuffer block, int nameIndex) throws HpackException {
        if (nameIndex > 0) {
            HpackField named = at(nameIndex);
            return named.with(string(block));
        }
        String name = string(block);
        return HpackField.of(name, string(block));
    }

    private static int integer(ByteBuffer block, int first, int mask) throws HpackException {
        int value = first & mask;
        if (value < mask) {
            return value;
        }
        int shift = 0;
        while (block.hasRemaining()) {
            int next = block.get() & 0xff;
            value += (next & 0x7f) << shift;
            shift += 7;
            if (value > LARGEST || shift > 28) {
                break;
            }
            if (next < 0x80) {
                return value;
            }
        }
        throw new HpackException("an integer that is cut short or too large");
    }

    private static String string(ByteBuffer block) throws HpackException {
        if (!block.hasRemaining()) {
            throw new HpackException("a field that is cut short");
        }
        int first = block.get() & 0xff;
        int length = integer(block, first, 0x7f);
        if (length > block.remaining()) {
            throw new HpackException("a string of " + length + " bytes where " + block.remaining() + " are left");
        }
        if (first >= 0x80) {
            byte[] decoded = new byte[length * 8 / 5];
            return new String(decoded, 0, Huffman.decode(block, length, decoded), ISO_8859_1);
        }
        byte[] plain = new byte[length];
        block.get(plain);
        return new String(plain, ISO_8859_1);
    }
}
