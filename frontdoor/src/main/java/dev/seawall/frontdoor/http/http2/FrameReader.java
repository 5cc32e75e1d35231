package dev.seawall.frontdoor.http.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Cuts what a client sends into frames (RFC 9113 §3.4, §4.1), however the bytes come. Content of DATA frames is handed
 * on as it comes; other frames when they are whole, and copied only when they came in pieces.
 *
 * <p>Thread rule: not thread-safe, one reader at a time.
 */
final class FrameReader {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    private final FrameHandler handler;
    private int prefaceRead;
    private byte[] pieces = new byte[Frames.HEADER_BYTES];
    private int gathered;
    private boolean inPayload;
    private int frames;
    private int length;
    private int type;
    private int flags;
    private int stream;

    /** Of the payload: not read yet; of DATA and of what is skipped. */
    private int left;

    private int padding = -1;

    /** @param prefaceRead how many bytes of the preface somebody else has read */
    FrameReader(FrameHandler handler, int prefaceRead) {
        this.handler = handler;
        this.prefaceRead = prefaceRead;
    }

    /** How many frames have begun. */
    int frames() {
        return frames;
    }

    /** Whether a frame has begun that is not whole yet; DATA is taken as it comes. */
    boolean isWithinFrame() {
        return inPayload ? type != Frames.DATA : gathered > 0;
    }

    /** Whether the preface is here with its SETTINGS. */
    boolean isGreeted() {
        return frames > 1 || (frames == 1 && !inPayload);
    }

    /** Reads all of {@code input}. */
    void read(RetainableByteBuffer input) throws ConnectionError {
        ByteBuffer in = input.getByteBuffer();
        readPreface(in);
        while (in.hasRemaining()) {
            if (!inPayload) {
                readHeader(in);
            }
            if (inPayload && in.hasRemaining()) {
                readPayload(in, input);
            }
        }
    }

    private void readPreface(ByteBuffer in) throws ConnectionError {
        while (prefaceRead < PREFACE.length && in.hasRemaining()) {
            if (in.get() != PREFACE[prefaceRead++]) {
                throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "what came first is not the preface of HTTP/2");
            }
        }
    }

    private void readHeader(ByteBuffer in) throws ConnectionError {
        if (gathered == 0 && in.remaining() >= Frames.HEADER_BYTES) {
            int at = in.position();
            beginFrame(in.getInt(at), in.get(at + 4), in.getInt(at + 5));
            in.position(at + Frames.HEADER_BYTES);
        } else if (gather(in, Frames.HEADER_BYTES)) {
            ByteBuffer header = ByteBuffer.wrap(pieces);
            gathered = 0;
            beginFrame(header.getInt(0), header.get(4), header.getInt(5));
        }
    }

    private void beginFrame(int lengthAndType, int flagBits, int streamBits) throws ConnectionError {
        length = lengthAndType >>> 8;
        type = lengthAndType & 0xff;
        flags = flagBits & 0xff;
        stream = streamBits & Integer.MAX_VALUE;
        if (frames == 0 && (type != Frames.SETTINGS || (flags & Frames.ACK) != 0)) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "the first frame is none of SETTINGS");
        }
        frames++;
        if (length > Frames.PAYLOAD_BYTES) {
            throw new ConnectionError(ErrorCode.FRAME_SIZE_ERROR, "a frame of " + length + " bytes");
        }
        inPayload = true;
        left = length;
        padding = -1;
        if (type == Frames.DATA) {
            handler.onDataBegin(stream, length, (flags & Frames.END_STREAM) != 0);
        }
        if (length == 0) {
            endEmptyFrame();
        }
    }

    private void endEmptyFrame() throws ConnectionError {
        inPayload = false;
        if (type != Frames.DATA) {
            handler.onFrame(type, flags, stream, BufferUtil.EMPTY_BUFFER);
        } else if ((flags & Frames.PADDED) != 0) {
            throw new ConnectionError(ErrorCode.FRAME_SIZE_ERROR, "a padded DATA frame without its padding's length");
        } else {
            handler.onData(BufferUtil.EMPTY_BUFFER, RetainableByteBuffer.EMPTY, true);
        }
    }

    private void readPayload(ByteBuffer in, RetainableByteBuffer held) throws ConnectionError {
        if (type == Frames.DATA) {
            readData(in, held);
        } else if (type > Frames.CONTINUATION || type == Frames.PRIORITY) {
            skip(in);
            if (left == 0) {
                inPayload = false;
                handler.onFrame(type, flags, stream, ByteBuffer.allocate(type == Frames.PRIORITY ? length : 0));
            }
        } else if (gathered == 0 && in.remaining() >= length) {
            ByteBuffer payload = in.slice(in.position(), length);
            in.position(in.position() + length);
            inPayload = false;
            handler.onFrame(type, flags, stream, payload);
        } else if (gather(in, length)) {
            ByteBuffer payload = ByteBuffer.wrap(pieces, 0, length);
            gathered = 0;
            inPayload = false;
            handler.onFrame(type, flags, stream, payload);
            pieces = pieces.length > Frames.HEADER_BYTES ? new byte[Frames.HEADER_BYTES] : pieces;
        }
    }

    private void readData(ByteBuffer in, RetainableByteBuffer held) throws ConnectionError {
        if (padding < 0) {
            padding = 0;
            if ((flags & Frames.PADDED) != 0) {
                padding = in.get() & 0xff;
                left--;
                if (padding > left) {
                    throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "a DATA frame that is less than its padding");
                }
            }
        }
        int content = Math.min(left - padding, in.remaining());
        if (content > 0) {
            left -= content;
            ByteBuffer piece = in.slice(in.position(), content);
            in.position(in.position() + content);
            inPayload = left > 0;
            handler.onData(piece, held, left == 0);
        } else if (left > 0) {
            skip(in);
            if (left == 0) {
                inPayload = false;
                handler.onData(BufferUtil.EMPTY_BUFFER, held, true);
            }
        } else {
            inPayload = false;
            handler.onData(BufferUtil.EMPTY_BUFFER, held, true);
        }
    }

    private void skip(ByteBuffer in) {
        int skipped = Math.min(left, in.remaining());
        in.position(in.position() + skipped);
        left -= skipped;
    }

    /** Copies what is there of so many bytes; whether all of them are. */
    private boolean gather(ByteBuffer in, int wanted) {
        int more = Math.min(wanted - gathered, in.remaining());
        if (gathered + more > pieces.length) {
            pieces = Arrays.copyOf(pieces, Math.min(wanted, Math.max(2 * pieces.length, gathered + more)));
        }
        in.get(pieces, gathered, more);
        gathered += more;
        return gathered == wanted;
    }
}
