package dev.seawall.frontdoor.http.http1;

import dev.seawall.frontdoor.http.exchange.ConnectionFacts;
import dev.seawall.frontdoor.http.patience.HttpLimits;
import dev.seawall.frontdoor.loops.LoopClock;
import dev.seawall.frontdoor.message.BodyReader;
import dev.seawall.frontdoor.message.HeadReader;
import dev.seawall.frontdoor.message.MalformedException;
import dev.seawall.frontdoor.message.RequestLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests one after the other (RFC 9112): the head as its bytes come, the body only when it is asked for.
 *
 * <p>Thread rule: one reader at a time; {@link #isComplete} from any thread.
 */
final class RequestReader {
    private final Input input;
    private final ConnectionFacts connection;
    private final HeadReader headReader;
    private final int mostTrailerBytes;
    private final HttpLimits limits;
    private @Nullable RequestHead head;
    private BodyReader body = BodyReader.none();
    private boolean headComplete;
    private boolean atOnce;
    private HttpException.@Nullable RuntimeException malformed;
    private @Nullable Throwable failure;
    private long beginNanoTime;
    private volatile boolean complete;

    RequestReader(Input input, ConnectionFacts connection) {
        this.input = input;
        this.connection = connection;
        this.mostTrailerBytes = connection.getHttpConfiguration().getRequestHeaderSize();
        this.limits = HttpLimits.of(connection.getHttpConfiguration());
        this.headReader = new HeadReader(mostTrailerBytes);
    }

    /** Whether nothing of a request has been read. */
    boolean isBetweenRequests() {
        return head == null && headReader.isEmpty();
    }

    /** Reads on in the input; true when a head is complete, or cannot be read. */
    boolean parseHead() {
        if (headReader.isEmpty()) {
            beginNanoTime = LoopClock.nanoTime();
        }
        try {
            if (headReader.read(input.unparsed())) {
                readHead();
                headComplete = true;
            } else if (input.hasEnded()) {
                throw new MalformedException("the stream ended within the head");
            }
        } catch (MalformedException e) {
            nameRequest();
            malformed = new HttpException.RuntimeException(e.status(), e.getMessage());
        } catch (HttpException.RuntimeException e) {
            malformed = e;
        }
        return headComplete || malformed != null;
    }

    private void readHead() throws MalformedException {
        RequestLine line = RequestLine.of(headReader);
        RequestHead read = new RequestHead(line);
        head = read;
        RequestLine.fields(headReader, read::add);
        if (line.target().length() > limits.targetBytes()) {
            throw new MalformedException(
                    HttpStatus.URI_TOO_LONG_414, "the target is longer than " + limits.targetBytes() + " bytes");
        }
        if (read.fields().size() > limits.fields()) {
            throw new MalformedException(
                    HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
                    "the head has more than " + limits.fields() + " fields");
        }
        atOnce = headReader.beganAtOnce();
        headReader.reset();
        read.complete(connection);
        body = read.body(mostTrailerBytes);
        complete = body.isComplete();
    }

    /** Whether no empty line came in front of the head. */
    boolean beganAtOnce() {
        return atOnce;
    }

    /** So that the refusal suits the request, as far as that is known. */
    private void nameRequest() {
        if (head == null) {
            head = RequestHead.unreadable(RequestLine.beginsWithHead(headReader));
        }
    }

    /** As far as it could be read. */
    RequestHead head() {
        if (head == null) {
            head = RequestHead.unreadable(false);
        }
        return head;
    }

    /** When its first byte was seen. */
    long beginNanoTime() {
        return beginNanoTime;
    }

    /** Why the head is to be refused, null when it isn't. */
    @Nullable
    Throwable malformed() {
        return malformed;
    }

    /** Whether the request has been read to its end. */
    boolean isComplete() {
        return complete;
    }

    /** The head has not come to its end in time. */
    RequestReader giveUp() {
        nameRequest();
        malformed = new HttpException.RuntimeException(
                HttpStatus.REQUEST_TIMEOUT_408, "the request's head did not come to its end in time");
        return this;
    }

    /** On to the next request. */
    void next() {
        headReader.reset();
        head = null;
        body = BodyReader.none();
        headComplete = false;
        complete = false;
    }

    /** The next piece of the body that is in the input already; the last, or a failure, again and again. */
    Content.@Nullable Chunk parseBody() {
        if (failure != null) {
            return Content.Chunk.from(failure, true);
        }
        if (complete) {
            return end();
        }
        try {
            ByteBuffer piece = body.next(input.unparsed());
            complete = body.isComplete();
            if (piece == null) {
                return complete ? end() : null;
            }
            input.held().retain();
            // A body of known length ends with its last bytes, so that they are passed on as the last.
            return Content.Chunk.asChunk(piece, complete, input.held());
        } catch (MalformedException e) {
            return fail("the body's framing cannot be read: " + e.getMessage());
        }
    }

    private Content.Chunk fail(String reason) {
        failure = new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, reason);
        return Content.Chunk.from(failure, true);
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
                    return fail("the stream ended within the body");
                }
            } catch (IOException e) {
                failure = new EofException(e);
            }
        }
    }

    private Content.Chunk end() {
        HttpFields trailers = body.trailers();
        return trailers == null ? Content.Chunk.EOF : new Trailers(trailers);
    }
}
