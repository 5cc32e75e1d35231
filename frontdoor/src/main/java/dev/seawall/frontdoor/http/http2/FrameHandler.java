package dev.seawall.frontdoor.http.http2;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Retainable;

/**
 * What is done with the frames that a {@link FrameReader} has read.
 *
 * <p>Thread rule: called by one thread at a time.
 */
interface FrameHandler {
    /** A DATA frame begins: all of its payload counts for flow control (RFC 9113 §6.9). */
    void onDataBegin(int stream, int payloadBytes, boolean endStream) throws ConnectionError;

    /**
     * Some of a DATA frame's content.
     *
     * @param held the buffer that {@code content} is part of, to be retained if it is to last
     * @param frameEnd whether the frame ends with it
     */
    void onData(ByteBuffer content, Retainable held, boolean frameEnd) throws ConnectionError;

    /**
     * Any other frame.
     *
     * @param payload all of it, for as long as the call lasts; of an unknown type's frame, nothing
     */
    void onFrame(int type, int flags, int stream, ByteBuffer payload) throws ConnectionError;
}
