package dev.seawall.backend.api;

import dev.seawall.backend.store.ObjectMeta;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, with blocking reads and writes. Thread rule: the virtual thread that handles the
 * request.
 */
final class Exchange {
    /**
     * How much of an unwanted body is read and dropped after a refusal. Closing at once would reset the connection, and
     * the refusal could be lost on the way (RFC 9112 §9.6).
     */
    private static final long MAX_DISCARDED_BYTES = 1 << 20;

    private final Request request;
    private final Response response;
    private @Nullable InputStream body;

    Exchange(Request request, Response response) {
        this.request = request;
        this.response = response;
    }

    Request request() {
        return request;
    }

    Response response() {
        return response;
    }

    HttpFields headers() {
        return request.getHeaders();
    }

    boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Reads some of the body: -1 at its end. The first call asks for it when the client waits with {@code Expect}. */
    int readBody(byte[] into) throws BodyBroken {
        try {
            if (body == null) {
                body = Content.Source.asInputStream(request);
            }
            return body.read(into);
        } catch (IOException | RuntimeException e) {
            throw new BodyBroken(e);
        }
    }

    /** The client's side of the exchange: its body ended early, stalled, or has no reading. Nothing to log. */
    static final class BodyBroken extends IOException {
        private static final long serialVersionUID = 1L;

        BodyBroken(Exception cause) {
            super(cause);
        }
    }

    /** The headers that describe an object, on answers to GET, HEAD and PUT. */
    void describe(ObjectMeta meta) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.ETAG, meta.etag());
        headers.put(
                HttpHeader.LAST_MODIFIED,
                DateGenerator.formatDate(meta.modified().toEpochMilli()));
    }

    /** RFC 9530: of the whole object, also on an answer that holds a part. */
    void reprDigest(ObjectMeta meta) {
        String base64 = Base64.getEncoder().encodeToString(meta.sha256Bytes());
        response.getHeaders().put("Repr-Digest", "sha-256=:" + base64 + ":");
    }

    void answerEmpty(int status) throws IOException {
        response.setStatus(status);
        Content.Sink.write(response, true, ByteBuffer.allocate(0));
    }

    void answer(int status, String contentType, byte[] body) throws IOException {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        Content.Sink.write(response, true, isHead() ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body));
    }

    void refuse(Problem.Type type, String detail) throws IOException {
        byte[] body = new Problem(type, detail).json(headers().get("X-Request-Id"));
        if (hasBody()) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        answer(type.status(), "application/problem+json", body);
        boolean clientHoldsBack = headers().contains(HttpHeader.EXPECT) && body == null;
        if (hasBody() && !clientHoldsBack) {
            discardBody();
        }
    }

    private boolean hasBody() {
        return request.getLength() > 0 || headers().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** The buffer takes what Jetty read at a time: a part left over would stay Jetty's, and its memory with it. */
    private void discardBody() throws IOException {
        byte[] buffer = new byte[ApiServer.BUFFER_BYTES];
        long discarded = 0;
        int length;
        do {
            length = readBody(buffer);
            discarded += length;
        } while (length >= 0 && discarded < MAX_DISCARDED_BYTES);
    }
}
