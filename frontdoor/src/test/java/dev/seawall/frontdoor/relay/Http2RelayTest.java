package dev.seawall.frontdoor.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HostPortHttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that speak HTTP/2 in cleartext by prior knowledge (RFC 9113 §3.3), workers that speak HTTP/1.1. */
class Http2RelayTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private final HttpClient client = new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client()));

    @BeforeEach
    void start() throws Exception {
        client.start();
    }

    @AfterEach
    void stop() throws Exception {
        client.stop();
    }

    private ContentResponse send(FrontDoorUnderTest door, String path, Consumer<Request> with) throws Exception {
        Request request = client.newRequest("127.0.0.1", door.port()).path(path).timeout(10, TimeUnit.SECONDS);
        with.accept(request);
        return request.send();
    }

    @Test
    void aRequestWithoutABodyArrivesWithoutFraming() throws Exception {
        try (var worker = RawWorker.answering(OK);
                var door = FrontDoorUnderTest.before(worker)) {

            ContentResponse answer = send(door, "/a?b", request -> {});

            assertThat(answer.getVersion()).isEqualTo(HttpVersion.HTTP_2);
            assertThat(answer.getContentAsString()).isEqualTo("ok");
            RawMessage request = worker.next();
            assertThat(request.line()).isEqualTo("GET /a?b HTTP/1.1");
            assertThat(request.values("Host")).containsExactly("127.0.0.1:" + door.port());
            assertThat(request.names()).doesNotContain("transfer-encoding", "content-length", "connection");
        }
    }

    @Test
    void aBodyOfUnknownLengthArrivesChunked() throws Exception {
        try (var worker = RawWorker.answering(OK);
                var door = FrontDoorUnderTest.before(worker)) {

            send(door, "/v1/objects/a", request -> request.method("PUT").body(new UnknownLength("hello")));

            RawMessage request = worker.next();
            assertThat(request.values("Transfer-Encoding")).containsExactly("chunked");
            assertThat(request.body()).isEqualTo("hello");
        }
    }

    @Test
    void trailersOfAnAnswerArrive() throws Exception {
        try (var worker = RawWorker.answering(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 3\r\n\r\n");
                var door = FrontDoorUnderTest.before(worker)) {

            ContentResponse answer = send(door, "/", request -> {});

            assertThat(answer.getContentAsString()).isEqualTo("ok");
            HttpFields trailers = answer.getTrailers();
            assertThat(trailers.get("X-Sum")).isEqualTo("3");
        }
    }

    @Test
    void aWorkerGoneWithinItsBodyResetsTheStream() throws Exception {
        try (var worker = new RawWorker((head, peer) -> {
                    peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n");
                    peer.close();
                });
                var door = FrontDoorUnderTest.before(worker)) {

            assertThatThrownBy(() -> send(door, "/", request -> {})).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void aClientThatResetsItsStreamEndsTheWorkersRequest() throws Exception {
        try (var worker = new RawWorker((head, peer) -> {
                    peer.awaitEnd();
                    peer.readBody();
                });
                var door = FrontDoorUnderTest.before(worker)) {
            Request request = client.newRequest("127.0.0.1", door.port()).path("/slow");
            CompletableFuture<ContentResponse> sent = new CompletableResponseListener(request).send();
            worker.awaitHead();

            assertThat(sent.cancel(false)).isTrue();

            assertThat(worker.next().line()).isEqualTo("GET /slow HTTP/1.1");
        }
    }

    @Test
    void anAuthorityThatIsNoHostReachesNoWorker() throws Exception {
        var status = new CompletableFuture<Integer>();
        var plain = new HTTP2Client();
        plain.start();
        try (var worker = RawWorker.answering(OK);
                var door = FrontDoorUnderTest.before(worker)) {
            Session session = plain.connect(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()),
                            new Session.Listener() {})
                    .get(10, TimeUnit.SECONDS);
            var request = new MetaData.Request(
                    "GET", "http", new HostPortHttpField("a,b"), "/", HttpVersion.HTTP_2, HttpFields.EMPTY, -1);

            session.newStream(new HeadersFrame(request, null, true), Promise.noop(), new Stream.Listener() {
                @Override
                public void onHeaders(Stream stream, HeadersFrame frame) {
                    status.complete(((MetaData.Response) frame.getMetaData()).getStatus());
                }
            });

            assertThat(status.get(10, TimeUnit.SECONDS)).isEqualTo(400);
            assertThat(worker.heads()).isEmpty();
        } finally {
            plain.stop();
        }
    }

    /** Content that does not say how long it is, so that no Content-Length is sent. */
    private static final class UnknownLength extends BytesRequestContent {
        UnknownLength(String text) {
            super(text.getBytes(UTF_8));
        }

        @Override
        public long getLength() {
            return -1;
        }
    }
}
