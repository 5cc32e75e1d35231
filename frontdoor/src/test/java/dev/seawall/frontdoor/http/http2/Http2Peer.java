package dev.seawall.frontdoor.http.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;

/**
 * A client of HTTP/2 on a raw socket: it writes the frames it is told, whatever is wrong with them, and reads with
 * somebody else's decoder.
 *
 * <p>Thread rule: one thread writes, one reads.
 */
final class Http2Peer implements AutoCloseable {
    static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int PATIENCE_MILLIS = 10_000;

    /** A frame as it came. */
    record Frame(int type, int flags, int stream, ByteBuffer bytes) {
        /** Read from its beginning by each who asks for it. */
        @Override
        public ByteBuffer bytes() {
            return bytes.duplicate();
        }

        byte[] payload() {
            byte[] payload = new byte[bytes.remaining()];
            bytes().get(payload);
            return payload;
        }

        boolean endsStream() {
            return (flags & Frames.END_STREAM) != 0;
        }

        /** Of RST_STREAM, or of GOAWAY. */
        int errorCode() {
            return bytes().getInt(type == Frames.GOAWAY ? 4 : 0);
        }

        String text() {
            return new String(payload(), ISO_8859_1);
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final HpackDecoder decoder = new HpackDecoder(1 << 20, System::nanoTime);

    /** Connects, and says nothing. */
    static Http2Peer silent(int port) throws IOException {
        return new Http2Peer(port, 0);
    }

    /** Connects, with the preface and empty SETTINGS. */
    static Http2Peer greeting(int port) throws IOException {
        return new Http2Peer(port, 0).write(PREFACE).frame(Frames.SETTINGS, 0, 0);
    }

    /** The same, with few bytes of room for what it does not read. */
    static Http2Peer narrow(int port) throws IOException {
        return new Http2Peer(port, 4096).write(PREFACE).frame(Frames.SETTINGS, 0, 0);
    }

    private Http2Peer(int port, int receiveBuffer) throws IOException {
        this(connected(port, receiveBuffer));
    }

    /** @param connected and, if it is one of TLS, agreed on HTTP/2 */
    Http2Peer(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** @param receiveBuffer bytes of room, 0 for as many as usual */
    static Socket connected(int port, int receiveBuffer) throws IOException {
        Socket made = new Socket();
        if (receiveBuffer > 0) {
            made.setReceiveBufferSize(receiveBuffer);
        }
        made.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return made;
    }

    Http2Peer write(String bytes) throws IOException {
        return write(bytes.getBytes(ISO_8859_1));
    }

    Http2Peer write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    static byte[] bytesOf(int type, int flags, int stream, byte... payload) {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.putInt((payload.length << 8) | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload);
        return frame.array();
    }

    Http2Peer frame(int type, int flags, int stream, byte... payload) throws IOException {
        return write(bytesOf(type, flags, stream, payload));
    }

    /** Payload of 32-bit numbers. */
    Http2Peer numbers(int type, int stream, int... numbers) throws IOException {
        return frame(type, 0, stream, ints(numbers));
    }

    private static byte[] ints(int... numbers) {
        ByteBuffer payload = ByteBuffer.allocate(4 * numbers.length);
        for (int number : numbers) {
            payload.putInt(number);
        }
        return payload.array();
    }

    Http2Peer setting(int id, int value) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(6).putShort((short) id).putInt(value);
        return frame(Frames.SETTINGS, 0, 0, payload.array());
    }

    Http2Peer data(int stream, String content, boolean end) throws IOException {
        return frame(Frames.DATA, end ? Frames.END_STREAM : 0, stream, content.getBytes(ISO_8859_1));
    }

    /** {@code GET /} without a body. */
    Http2Peer get(int stream) throws IOException {
        return headers(stream, true, head("GET", "/"));
    }

    Http2Peer post(int stream, String... more) throws IOException {
        return headers(stream, false, head("POST", "/", more));
    }

    Http2Peer headers(int stream, boolean end, byte[] block) throws IOException {
        return frame(Frames.HEADERS, Frames.END_HEADERS | (end ? Frames.END_STREAM : 0), stream, block);
    }

    static byte[] head(String method, String path, String... more) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(block(":method", method, ":scheme", "http", ":path", path, ":authority", "h"));
        block.writeBytes(block(more));
        return block.toByteArray();
    }

    /** Names and values by turns, as literals that nobody remembers (RFC 7541 §6.2.2). */
    static byte[] block(String... namesAndValues) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i++) {
            if (i % 2 == 0) {
                block.write(0);
            }
            byte[] text = namesAndValues[i].getBytes(ISO_8859_1);
            if (text.length < 127) {
                block.write(text.length);
            } else {
                block.write(127);
                int rest = text.length - 127;
                for (; rest >= 128; rest >>= 7) {
                    block.write((rest & 127) | 128);
                }
                block.write(rest);
            }
            block.writeBytes(text);
        }
        return block.toByteArray();
    }

    /** The next frame of any type. */
    Frame read() throws IOException {
        int lengthAndType = in.readInt();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = new byte[lengthAndType >>> 8];
        in.readFully(payload);
        return new Frame(lengthAndType & 0xff, flags, stream, ByteBuffer.wrap(payload));
    }

    /** The next frame that is so; others are thrown away. */
    Frame read(Predicate<Frame> wanted) throws IOException {
        while (true) {
            Frame frame = read();
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    /** The next frame of a type. */
    Frame read(int type) throws IOException {
        return read(frame -> frame.type() == type);
    }

    /** The next frame of a stream, but for WINDOW_UPDATE. */
    Frame readOf(int stream) throws IOException {
        return read(frame -> frame.stream() == stream && frame.type() != Frames.WINDOW_UPDATE);
    }

    HttpFields fields(Frame head) throws HpackException {
        return decode(head).getHttpFields();
    }

    private MetaData decode(Frame head) throws HpackException {
        return decoder.decode(head.bytes());
    }

    /** The status of the answer that a stream's next frame begins. */
    int status(int stream) throws IOException, HpackException {
        return status(readOf(stream));
    }

    int status(Frame head) throws HpackException {
        assertThat(head.type()).as(describe(head)).isEqualTo(Frames.HEADERS);
        return ((MetaData.Response) decode(head)).getStatus();
    }

    static String describe(Frame frame) {
        return "type %d on stream %d: %s"
                .formatted(frame.type(), frame.stream(), HexFormat.of().formatHex(frame.payload()));
    }

    /** Content up to the stream's end, with its length given back to the server's windows as it comes. */
    byte[] body(int stream) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            Frame frame = readOf(stream);
            if (frame.type() == Frames.DATA) {
                body.writeBytes(frame.payload());
                if (frame.payload().length > 0) {
                    numbers(Frames.WINDOW_UPDATE, 0, frame.payload().length);
                    numbers(Frames.WINDOW_UPDATE, stream, frame.payload().length);
                }
            } else {
                assertThat(frame.type()).as(describe(frame)).isEqualTo(Frames.HEADERS);
            }
            if (frame.endsStream()) {
                return body.toByteArray();
            }
        }
    }

    /** The stream is reset, with nothing else on it. */
    void assertReset(int stream, ErrorCode code) throws IOException {
        Frame frame = readOf(stream);
        assertThat(frame.type()).as(describe(frame)).isEqualTo(Frames.RST_STREAM);
        assertThat(frame.errorCode()).isEqualTo(code.code());
    }

    /** The connection goes on: a PING is answered. */
    void assertAlive() throws IOException {
        byte[] opaque = ints((int) System.nanoTime(), 7);
        frame(Frames.PING, 0, 0, opaque);
        Frame pong = read(frame -> frame.type() == Frames.PING && Arrays.equals(frame.payload(), opaque));
        assertThat(pong.flags()).isEqualTo(Frames.ACK);
    }

    /** The connection ends with GOAWAY. */
    void assertGoneAway(ErrorCode code) throws IOException {
        assertThat(read(Frames.GOAWAY).errorCode()).isEqualTo(code.code());
        assertClosed();
    }

    void assertClosed() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (EOFException | SocketException e) {
            // As it is to be.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
