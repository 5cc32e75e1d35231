package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.http2.hpack.HpackDecoder;
import dev.seawall.frontdoor.http.http2.hpack.HpackException;
import dev.seawall.frontdoor.http.http2.hpack.HpackField;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.Retainable;
import org.jspecify.annotations.Nullable;

/**
 * What a client's frames mean (RFC 9113 §5, §6): which are in order where they come, and whom they are for.
 *
 * <p>Thread rule: not thread-safe, the connection's turn.
 */
final class Inbound implements FrameHandler {
    /** A block is at most so much longer than the fields it stands for, or nobody could read it to its end. */
    private static final int BLOCK_BYTES_PER_FIELD_BYTE = 4;

    private final Session session;
    private final int headBytes;
    private final ControlFrames control;
    private final HpackDecoder decoder = new HpackDecoder();
    private @Nullable HeadBlock block;
    private @Nullable Http2Stream dataStream;
    private boolean dataEndsStream;
    private int dataOverhead;
    private boolean dataIsEmpty;

    /** @param headBytes of a request's fields */
    Inbound(Session session, int headBytes) {
        this.session = session;
        this.headBytes = headBytes;
        this.control = new ControlFrames(session);
    }

    /** The stream whose head has begun and is not whole yet; 0 for none. */
    int openHead() {
        HeadBlock under = block;
        return under == null ? 0 : under.stream();
    }

    @Override
    public void onFrame(int type, int flags, int stream, ByteBuffer payload) throws ConnectionError {
        if (block != null && type != Frames.CONTINUATION) {
            throw protocolError("a frame of type " + type + " within a head");
        }
        switch (type) {
            case Frames.HEADERS -> onHeaders(flags, stream, payload);
            case Frames.CONTINUATION -> onContinuation(flags, stream, payload);
            case Frames.RST_STREAM -> onReset(stream, payload);
            default -> control.onFrame(type, flags, stream, payload);
        }
        session.throwOverflow();
    }

    private static ConnectionError protocolError(String observed) {
        return new ConnectionError(ErrorCode.PROTOCOL_ERROR, observed);
    }

    private void onHeaders(int flags, int stream, ByteBuffer payload) throws ConnectionError {
        if ((stream & 1) == 0) {
            throw protocolError("HEADERS on stream " + stream);
        }
        int padding = 0;
        int prefix = ((flags & Frames.PADDED) == 0 ? 0 : 1) + ((flags & Frames.WITH_PRIORITY) == 0 ? 0 : 5);
        if (payload.remaining() < prefix) {
            throw new ConnectionError(ErrorCode.FRAME_SIZE_ERROR, "HEADERS of " + payload.remaining() + " bytes");
        }
        if ((flags & Frames.PADDED) != 0) {
            padding = payload.get() & 0xff;
        }
        if ((flags & Frames.WITH_PRIORITY) != 0) {
            payload.position(payload.position() + 5);
        }
        if (padding > payload.remaining()) {
            throw protocolError("HEADERS that are less than their padding");
        }
        ByteBuffer fragment = payload.limit(payload.limit() - padding);
        boolean endStream = (flags & Frames.END_STREAM) != 0;
        if ((flags & Frames.END_HEADERS) != 0) {
            onBlock(stream, endStream, fragment);
        } else {
            int most = Math.max(Frames.PAYLOAD_BYTES, BLOCK_BYTES_PER_FIELD_BYTE * headBytes);
            block = new HeadBlock(
                    stream, endStream, fragment, most, session.limits().headPieces());
        }
    }

    private void onContinuation(int flags, int stream, ByteBuffer payload) throws ConnectionError {
        HeadBlock under = block;
        if (under == null || under.stream() != stream) {
            throw protocolError("CONTINUATION of a head that has not begun");
        }
        under.add(payload);
        if ((flags & Frames.END_HEADERS) != 0) {
            block = null;
            onBlock(stream, under.endStream(), under.whole());
        }
    }

    /** Whatever becomes of it, it is decoded, for those behind it refer to it. */
    private void onBlock(int id, boolean endStream, ByteBuffer whole) throws ConnectionError {
        Http2Stream open = session.stream(id);
        if (open != null) {
            onTrailers(open, endStream, whole);
        } else if (id > session.lastStream()) {
            RequestHead head = new RequestHead(headBytes);
            decode(whole, head);
            onRequest(id, endStream, head);
        } else if (session.wasReset(id)) {
            decode(whole, field -> {});
        } else {
            throw new ConnectionError(ErrorCode.STREAM_CLOSED, "HEADERS on stream " + id + ", which is closed");
        }
    }

    private void decode(ByteBuffer whole, Consumer<HpackField> fields) throws ConnectionError {
        try {
            decoder.decode(whole, fields);
        } catch (HpackException e) {
            throw new ConnectionError(
                    ErrorCode.COMPRESSION_ERROR, "a head that cannot be decompressed: " + e.getMessage());
        }
    }

    private void onRequest(int id, boolean endStream, RequestHead head) throws ConnectionError {
        if (session.isGoingAway()) {
            // Its client knows, or will, that it can be sent again elsewhere (RFC 9113 §6.8).
            session.reset(id, ErrorCode.REFUSED_STREAM);
            return;
        }
        session.lastStream(id);
        String flaw = head.flaw(endStream);
        if (flaw != null) {
            refuse(id, ErrorCode.PROTOCOL_ERROR);
        } else if (!session.hasRoom()) {
            session.count(ConnectionEnd.STREAM_FLOOD);
            session.reset(id, ErrorCode.REFUSED_STREAM);
        } else {
            session.onUseful();
            Http2Stream stream = session.newStream(id);
            IncomingBody body = endStream
                    ? null
                    : new IncomingBody(
                            session, stream, session.limits().streamWindow(), head.length(), head.expectsContinue());
            new Http2Exchange(session, stream, head, body).begin();
        }
    }

    private void refuse(int id, ErrorCode code) throws ConnectionError {
        session.count(ConnectionEnd.PROVOKED_RESET);
        session.reset(id, code);
    }

    /** Ends a stream for what the client did on it (RFC 9113 §5.4.2). */
    private void refuse(Http2Stream stream, ErrorCode code, String observed) throws ConnectionError {
        session.count(ConnectionEnd.PROVOKED_RESET);
        EofException cause = new EofException("stream " + stream.id() + ": " + observed);
        session.reset(stream, code, cause);
        stream.exchange().onFailure(cause);
    }

    private void onTrailers(Http2Stream stream, boolean endStream, ByteBuffer whole) throws ConnectionError {
        TrailerSection section = new TrailerSection(headBytes);
        decode(whole, section);
        IncomingBody body = stream.body();
        if (stream.isRemoteEnded() || body == null) {
            refuse(stream, ErrorCode.STREAM_CLOSED, "HEADERS behind its end");
        } else if (!endStream || section.isMalformed()) {
            refuse(stream, ErrorCode.PROTOCOL_ERROR, "trailers that are malformed or end nothing");
        } else {
            Runnable waits;
            boolean whatWasAnnounced;
            synchronized (session) {
                whatWasAnnounced = body.end(section.fields());
                stream.onRemoteEnd();
                waits = whatWasAnnounced ? body.takeDemand() : null;
            }
            if (!whatWasAnnounced) {
                refuse(stream, ErrorCode.PROTOCOL_ERROR, "less content than announced");
            } else if (waits != null) {
                stream.exchange().run(waits);
            }
        }
    }

    private void onReset(int id, ByteBuffer payload) throws ConnectionError {
        if (payload.remaining() != 4) {
            throw new ConnectionError(ErrorCode.FRAME_SIZE_ERROR, "RST_STREAM of " + payload.remaining() + " bytes");
        }
        if (id == 0 || id > session.lastStream()) {
            if (id == 0 || !session.wasReset(id)) {
                throw protocolError("RST_STREAM on stream " + id + ", which is idle");
            }
        }
        Http2Stream stream = session.stream(id);
        if (stream != null) {
            EofException cause = new EofException("the client reset stream " + id + " with code " + payload.getInt());
            session.onReset(stream, cause);
            stream.exchange().onFailure(cause);
            session.settle();
            session.count(ConnectionEnd.RAPID_RESET);
        }
    }

    @Override
    public void onDataBegin(int id, int payloadBytes, boolean endStream) throws ConnectionError {
        if (block != null || id == 0) {
            throw protocolError(id == 0 ? "DATA on stream 0" : "DATA within a head");
        }
        if (!session.spend(payloadBytes)) {
            throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, "more DATA than the connection's window");
        }
        dataEndsStream = endStream;
        dataOverhead = payloadBytes;
        dataIsEmpty = true;
        dataStream = session.stream(id);
        if (dataStream == null) {
            onDataOfNoStream(id);
            return;
        }
        IncomingBody body = dataStream.body();
        if (dataStream.isRemoteEnded() || body == null) {
            refuseData(ErrorCode.STREAM_CLOSED, "DATA behind its end");
        } else {
            boolean allowed;
            synchronized (session) {
                allowed = body.spend(payloadBytes);
            }
            if (!allowed) {
                refuseData(ErrorCode.FLOW_CONTROL_ERROR, "more DATA than its window");
            }
        }
    }

    private void onDataOfNoStream(int id) throws ConnectionError {
        if (session.wasReset(id)) {
            return;
        }
        if (id > session.lastStream()) {
            throw protocolError("DATA on stream " + id + ", which is idle");
        }
        refuse(id, ErrorCode.STREAM_CLOSED);
    }

    private void refuseData(ErrorCode code, String observed) throws ConnectionError {
        Http2Stream stream = dataStream;
        dataStream = null;
        if (stream != null) {
            refuse(stream, code, observed);
        }
    }

    @Override
    public void onData(ByteBuffer content, Retainable held, boolean frameEnd) throws ConnectionError {
        dataOverhead -= content.remaining();
        dataIsEmpty &= !content.hasRemaining();
        Http2Stream stream = dataStream;
        IncomingBody body = stream == null || stream.reset() != null ? null : stream.body();
        boolean last = frameEnd && dataEndsStream;
        boolean whatWasAnnounced = true;
        Runnable waits = null;
        synchronized (session) {
            if (body == null || stream == null) {
                session.consumed(null, content.remaining());
            } else {
                whatWasAnnounced = body.add(content, held, last);
                waits = whatWasAnnounced ? body.takeDemand() : null;
                if (last && whatWasAnnounced) {
                    stream.onRemoteEnd();
                }
            }
            if (frameEnd && dataOverhead > 0) {
                session.consumed(stream, dataOverhead);
            }
        }
        if (!whatWasAnnounced) {
            session.consumed(null, content.remaining());
            refuseData(ErrorCode.PROTOCOL_ERROR, "another length than announced");
        } else if (waits != null && stream != null) {
            stream.exchange().run(waits);
        }
        if (frameEnd) {
            onDataEnd();
        }
    }

    private void onDataEnd() throws ConnectionError {
        if (dataIsEmpty && !dataEndsStream) {
            session.count(ConnectionEnd.EMPTY_DATA_FLOOD);
        } else {
            session.onUseful();
        }
        dataStream = null;
        session.settle();
        session.throwOverflow();
    }
}
