package dev.seawall.frontdoor.http.http2;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EofException;

/**
 * The frames that carry no part of a request (RFC 9113 §6.3, §6.5 to §6.9), and those of types we do not know (§5.5).
 *
 * <p>Thread rule: not thread-safe, the connection's turn.
 */
final class ControlFrames {
    private static final int SETTING_BYTES = 6;

    /** In one frame; there are six, and a few of extensions. */
    private static final int MOST_SETTINGS = 64;

    private static final long LARGEST_PAYLOAD = (1 << 24) - 1;

    private final Session session;

    ControlFrames(Session session) {
        this.session = session;
    }

    void onFrame(int type, int flags, int stream, ByteBuffer payload) throws ConnectionError {
        switch (type) {
            case Frames.SETTINGS -> onSettings((flags & Frames.ACK) != 0, stream, payload);
            case Frames.PING -> onPing((flags & Frames.ACK) != 0, stream, payload);
            case Frames.GOAWAY -> onGoAway(stream, payload);
            case Frames.WINDOW_UPDATE -> onWindowUpdate(stream, payload);
            case Frames.PRIORITY -> onPriority(stream, payload);
            case Frames.PUSH_PROMISE -> throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "a client's PUSH_PROMISE");
            default -> session.count(ConnectionEnd.PRIORITY_FLOOD);
        }
        session.settle();
    }

    private static void check(boolean ofConnection, boolean sized, String frame) throws ConnectionError {
        if (!ofConnection) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, frame + " on a stream");
        }
        if (!sized) {
            throw new ConnectionError(ErrorCode.FRAME_SIZE_ERROR, frame + " of a length that it cannot have");
        }
    }

    private void onSettings(boolean ack, int stream, ByteBuffer payload) throws ConnectionError {
        int bytes = payload.remaining();
        check(stream == 0, ack ? bytes == 0 : bytes % SETTING_BYTES == 0, "SETTINGS");
        session.count(ConnectionEnd.SETTINGS_FLOOD);
        if (bytes > MOST_SETTINGS * SETTING_BYTES) {
            throw new ConnectionError(ConnectionEnd.SETTINGS_FLOOD, "settings-flood: SETTINGS of " + bytes + " bytes");
        }
        if (ack) {
            return;
        }
        while (payload.hasRemaining()) {
            set(payload.getShort() & 0xffff, payload.getInt() & 0xffff_ffffL);
        }
        session.control(Frames.settingsAck());
    }

    /** RFC 9113 §6.5.2. Frames longer than everybody takes, and pushes, are never sent, whatever is allowed. */
    private void set(int setting, long value) throws ConnectionError {
        switch (setting) {
            case Frames.HEADER_TABLE_SIZE -> session.tableChanged();
            case Frames.ENABLE_PUSH -> check(setting, value, value <= 1);
            case Frames.MAX_FRAME_SIZE ->
                check(setting, value, value >= Frames.PAYLOAD_BYTES && value <= LARGEST_PAYLOAD);
            case Frames.INITIAL_WINDOW_SIZE -> {
                if (value > Integer.MAX_VALUE || !session.firstWindow(value)) {
                    throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, "a first window of " + value + " bytes");
                }
            }
            default -> {}
        }
    }

    private static void check(int setting, long value, boolean allowed) throws ConnectionError {
        if (!allowed) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "setting " + setting + " of value " + value);
        }
    }

    private void onPing(boolean ack, int stream, ByteBuffer payload) throws ConnectionError {
        check(stream == 0, payload.remaining() == 8, "PING");
        session.count(ConnectionEnd.PING_FLOOD);
        if (!ack) {
            session.control(Frames.pingAck(payload));
        }
    }

    private void onGoAway(int stream, ByteBuffer payload) throws ConnectionError {
        check(stream == 0, payload.remaining() >= 8, "GOAWAY");
        session.heardGoAway();
    }

    private void onPriority(int stream, ByteBuffer payload) throws ConnectionError {
        check(stream != 0, payload.remaining() == 5, "PRIORITY");
        session.count(ConnectionEnd.PRIORITY_FLOOD);
    }

    private void onWindowUpdate(int id, ByteBuffer payload) throws ConnectionError {
        check(true, payload.remaining() == 4, "WINDOW_UPDATE");
        session.count(ConnectionEnd.WINDOW_UPDATE_FLOOD);
        int bytes = payload.getInt() & Integer.MAX_VALUE;
        if (id == 0) {
            boolean allowed;
            synchronized (session) {
                allowed = bytes > 0 && session.output().widen(bytes);
            }
            if (!allowed) {
                throw new ConnectionError(
                        bytes == 0 ? ErrorCode.PROTOCOL_ERROR : ErrorCode.FLOW_CONTROL_ERROR,
                        "a WINDOW_UPDATE of " + bytes + " bytes");
            }
            return;
        }
        Http2Stream stream = session.stream(id);
        if (stream == null) {
            if (id > session.lastStream() && !session.wasReset(id)) {
                throw new ConnectionError(
                        ErrorCode.PROTOCOL_ERROR, "WINDOW_UPDATE on stream " + id + ", which is idle");
            }
            return;
        }
        boolean allowed = false;
        synchronized (session) {
            if (bytes > 0) {
                stream.touch();
                allowed = stream.out().widen(bytes);
                session.output().offer(stream.out());
            }
        }
        if (!allowed) {
            session.count(ConnectionEnd.PROVOKED_RESET);
            EofException cause = new EofException("a WINDOW_UPDATE of " + bytes + " bytes on stream " + id);
            session.reset(stream, bytes == 0 ? ErrorCode.PROTOCOL_ERROR : ErrorCode.FLOW_CONTROL_ERROR, cause);
            stream.exchange().onFailure(cause);
        }
    }
}
