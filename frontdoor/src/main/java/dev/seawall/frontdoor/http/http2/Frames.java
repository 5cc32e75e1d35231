package dev.seawall.frontdoor.http.http2;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** The bytes of frames (RFC 9113 §4.1, §6). Stateless. */
final class Frames {
    static final int HEADER_BYTES = 9;

    /** The longest payload that everybody takes, and that we take (RFC 9113 §4.2). */
    static final int PAYLOAD_BYTES = 1 << 14;

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 0x1;
    static final int ACK = 0x1;
    static final int END_HEADERS = 0x4;
    static final int PADDED = 0x8;
    static final int WITH_PRIORITY = 0x20;

    static final int HEADER_TABLE_SIZE = 1;
    static final int ENABLE_PUSH = 2;
    static final int MAX_CONCURRENT_STREAMS = 3;
    static final int INITIAL_WINDOW_SIZE = 4;
    static final int MAX_FRAME_SIZE = 5;
    static final int MAX_HEADER_LIST_SIZE = 6;

    /** Of streams and of the connection before anybody says otherwise (RFC 9113 §6.9.2). */
    static final int FIRST_WINDOW = 65_535;

    private static final int SETTING_BYTES = 6;

    private Frames() {}

    static void putHeader(ByteBuffer into, int length, int type, int flags, int stream) {
        into.putInt((length << 8) | type).put((byte) flags).putInt(stream);
    }

    static byte[] reset(int stream, ErrorCode code) {
        return frame(RST_STREAM, 0, stream, 4, payload -> payload.putInt(code.code()));
    }

    static byte[] windowUpdate(int stream, int bytes) {
        return frame(WINDOW_UPDATE, 0, stream, 4, payload -> payload.putInt(bytes));
    }

    static byte[] pingAck(ByteBuffer opaque) {
        return frame(PING, ACK, 0, 8, payload -> payload.put(opaque));
    }

    static byte[] settingsAck() {
        return frame(SETTINGS, ACK, 0, 0, payload -> {});
    }

    static byte[] goAway(int lastStream, ErrorCode code) {
        return frame(GOAWAY, 0, 0, 8, payload -> payload.putInt(lastStream).putInt(code.code()));
    }

    /** What the server says first (RFC 9113 §3.4), before how much the connection may send ahead. */
    static byte[] settings(Http2Limits limits, int headListBytes) {
        return frame(SETTINGS, 0, 0, 3 * SETTING_BYTES, payload -> payload.putShort((short) MAX_CONCURRENT_STREAMS)
                .putInt(limits.streams())
                .putShort((short) INITIAL_WINDOW_SIZE)
                .putInt(limits.streamWindow())
                .putShort((short) MAX_HEADER_LIST_SIZE)
                .putInt(headListBytes));
    }

    private static byte[] frame(int type, int flags, int stream, int length, Consumer<ByteBuffer> payload) {
        byte[] frame = new byte[HEADER_BYTES + length];
        ByteBuffer into = ByteBuffer.wrap(frame);
        putHeader(into, length, type, flags, stream);
        payload.accept(into);
        return frame;
    }
}
