package dev.seawall.frontdoor.http.http1;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests one after the other (RFC 9112): the head as its bytes come, the body only when it is asked for.
 *
 * <p>The parser's cache of fields stays off. It would take 100 KiB from a connection's second request on, and it takes
 * values that differ only in case for the same one, {@code Cookie} and {@code Authorization} among them.
 *
 * <p>Thread rule: one reader at a time; {@link #isComplete} from any thread.
 */
final class RequestReader implements HttpParser.RequestHandler {
    /** The parser keeps its buffers at the size of the largest head: after a larger one it is made anew. */
    private static final int KEPT_HEAD_BYTES = 1024;

    private final Input input;
    private final ConnectionFacts connection;
    private final HttpParser parser;
    private @Nullable RequestHead head;
    private boolean headComplete;
    private @Nullable HttpException malformed;
    private Content.@Nullable Chunk chunk;
    private HttpFields.@Nullable Mutable trailers;
    private @Nullable Throwable failure;
    private volatile boolean complete;

    RequestReader(Input input, ConnectionFacts connection) {
        this.input = input;
        this.connection = connection;
        HttpConfiguration configuration = connection.getHttpConfiguration();
        parser = new HttpParser(this, configuration.getRequestHeaderSize(), configuration.getHttpCompliance());
        parser.setHeaderCacheSize(0);
    }

    /** Whether nothing of a request has been read. */
    boolean isBetweenRequests() {
        return parser.isStart();
    }

    /** Reads on in the input, all of it if need be; true when a head is complete, or cannot be read. */
    boolean parseHead() {
        if (input.hasEnded() && input.isEmpty()) {
            parser.atEOF();
        }
        parser.parseNext(input.unparsed());
        return headComplete || malformed != null;
    }

    /** As far as it could be read. */
    RequestHead head() {
        if (head == null) {
            head = RequestHead.unreadable();
        }
        return head;
    }

    /** When its first byte was seen. */
    long beginNanoTime() {
        return parser.getBeginNanoTime();
    }

    /** Why the head is to be refused, null when it isn't. */
    @Nullable
    Throwable malformed() {
        return (Throwable) malformed;
    }

    /** Whether the request has been read to its end. */
    boolean isComplete() {
        return complete;
    }

    /** On to the next request; false when it takes a new reader. */
    boolean next() {
        int headBytes = parser.getHeaderLength();
        parser.reset();
        head = null;
        headComplete = false;
        trailers = null;
        complete = false;
        return headBytes <= KEPT_HEAD_BYTES && parser.isStart();
    }

    /** The next piece of the body that is in the input already; the last, or a failure, again and again. */
    Content.@Nullable Chunk parseBody() {
        if (!complete && failure == null) {
            parser.parseNext(input.unparsed());
        }
        Content.Chunk content = chunk;
        chunk = null;
        if (content != null) {
            return withEnd(content);
        }
        if (failure != null) {
            return Content.Chunk.from(failure, true);
        }
        return complete ? end() : null;
    }

    /** The next piece of the body; null when the client has not sent it yet. */
    Content.@Nullable Chunk readBody() {
        while (true) {
            Content.Chunk next = parseBody();
            if (next != null) {
                return next;
            }
            try {
                int filled = input.fill();
                if (filled == 0) {
                    return null;
                }
                if (filled < 0) {
                    onEnd();
                }
            } catch (IOException e) {
                failure = new EofException(e);
            }
        }
    }

    private void onEnd() {
        parser.atEOF();
        parser.parseNext(input.unparsed());
        if (!complete && failure == null) {
            earlyEOF();
        }
    }

    /** A body of known length ends with its last bytes, so that they are passed on as the last. */
    private Content.Chunk withEnd(Content.Chunk content) {
        if (parser.isChunking() || parser.getContentRead() < parser.getContentLength()) {
            return content;
        }
        parser.parseNext(input.unparsed());
        return complete ? Content.Chunk.asChunk(content.getByteBuffer(), true, content) : content;
    }

    private Content.Chunk end() {
        return trailers == null ? Content.Chunk.EOF : new Trailers(trailers);
    }

    @Override
    public void startRequest(String method, String target, HttpVersion version) {
        head = new RequestHead(method, target, version);
    }

    @Override
    public void parsedHeader(HttpField field) {
        head().add(field);
    }

    @Override
    public boolean headerComplete() {
        long length = parser.isChunking() ? -1 : parser.getContentLength();
        head().complete(length, connection);
        headComplete = true;
        complete = !parser.hasContent() || length == 0;
        return true;
    }

    @Override
    public boolean content(ByteBuffer bytes) {
        input.held().retain();
        chunk = Content.Chunk.asChunk(bytes, false, input.held());
        return true;
    }

    @Override
    public boolean contentComplete() {
        return false;
    }

    @Override
    public void parsedTrailer(HttpField field) {
        if (trailers == null) {
            trailers = HttpFields.build();
        }
        trailers.add(field);
    }

    @Override
    public boolean messageComplete() {
        complete = true;
        return true;
    }

    /** The end, or framing that cannot be read, within the body. */
    @Override
    public void earlyEOF() {
        if (headComplete) {
            failure = new HttpException.RuntimeException(
                    HttpStatus.BAD_REQUEST_400,
                    parser.isAtEOF() ? "the stream ended within the body" : "the body's framing cannot be read");
        }
    }

    @Override
    public void badMessage(HttpException unreadable) {
        if (headComplete) {
            earlyEOF();
        } else {
            malformed = unreadable;
        }
    }
}
