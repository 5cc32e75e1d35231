package dev.seawall.deploy.flood.attack;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** HTTP/2's bytes, made by hand so that they can be wrong on purpose (RFC 9113, RFC 7541). Stateless. */
final class Http2 {
    /** §3.4 */
    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    static final int HEADERS = 0x1;
    static final int RST_STREAM = 0x3;
    static final int SETTINGS = 0x4;
    static final int PING = 0x6;
    static final int GOAWAY = 0x7;
    static final int CONTINUATION = 0x9;

    /** Of SETTINGS and PING. */
    static final int ACK = 0x1;

    static final int END_STREAM = 0x1;
    static final int END_HEADERS = 0x4;

    static final int CANCEL = 0x8;

    /** §4.2: no peer may be sent larger ones unasked. */
    static final int LARGEST_PAYLOAD = 16_384;

    private static final int HEAD_BYTES = 9;

    /** §7 */
    private static final List<String> ERRORS = List.of(
            "no-error",
            "protocol-error",
            "internal-error",
            "flow-control-error",
            "settings-timeout",
            "stream-closed",
            "frame-size-error",
            "refused-stream",
            "cancel",
            "compression-error",
            "connect-error",
            "enhance-your-calm",
            "inadequate-security",
            "http-1-1-required");

    /** A frame that was read; two of them are never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean isAck() {
            return (flags & ACK) != 0;
        }
    }

    private Http2() {}

    /** §4.1: length 24 bits, type 8, flags 8, a reserved bit, stream 31, payload. */
    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(HEAD_BYTES + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** @throws IOException when there is none, or one larger than this end allows */
    static Frame read(DataInputStream in) throws IOException {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & Integer.MAX_VALUE;
        if (length > LARGEST_PAYLOAD) {
            throw new IOException("a frame of " + length + " bytes");
        }
        return new Frame(type, flags, stream, in.readNBytes(length));
    }

    static byte[] code(int error) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(error).array();
    }

    /** The name of an error code at a place of a payload. */
    static String error(byte[] payload, int at) {
        int code = payload.length < at + Integer.BYTES
                ? -1
                : ByteBuffer.wrap(payload).getInt(at);
        return code >= 0 && code < ERRORS.size() ? ERRORS.get(code) : "unknown";
    }

    /** A GET's header section: static table entries 2, 6 or 7; 4 and 1 as names of literals that nobody indexes. */
    static byte[] get(boolean tls, String path, String authority) {
        var block = new ByteArrayOutputStream();
        block.write(0x82);
        block.write(tls ? 0x87 : 0x86);
        block.write(0x04);
        string(block, path);
        block.write(0x01);
        string(block, authority);
        return block.toByteArray();
    }

    /** A field that nobody indexes, with a name of its own (RFC 7541 §6.2.2). */
    static byte[] field(String name, String value) {
        var block = new ByteArrayOutputStream();
        block.write(0x00);
        string(block, name);
        string(block, value);
        return block.toByteArray();
    }

    /** RFC 7541 §5.2, without Huffman coding; its length as §5.1 has it, with a prefix of 7 bits. */
    private static void string(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int rest = bytes.length;
        if (rest < 0x7f) {
            block.write(rest);
        } else {
            block.write(0x7f);
            for (rest -= 0x7f; rest >= 0x80; rest >>= 7) {
                block.write((rest & 0x7f) | 0x80);
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }
}
