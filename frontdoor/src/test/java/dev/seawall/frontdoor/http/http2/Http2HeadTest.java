package dev.seawall.frontdoor.http.http2;

import static dev.seawall.frontdoor.http.http2.Http2Peer.block;
import static dev.seawall.frontdoor.http.http2.Http2Peer.head;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which heads become requests, and what becomes of the others (RFC 9113 §8.1.1, §8.2, §8.3). */
class Http2HeadTest {
    private Http2ServerUnderTest server;
    private Http2Peer peer;

    @BeforeEach
    void start() throws Exception {
        server = Http2ServerUnderTest.with(Handlers.text(Http2HeadTest::describe));
        peer = server.connect();
    }

    @AfterEach
    void stop() throws Exception {
        peer.close();
        server.assertAllBuffersReturned();
        server.close();
    }

    private static String describe(Request request) {
        StringBuilder text = new StringBuilder(request.getMethod() + ' ' + request.getHttpURI());
        request.getHeaders().forEach(field -> text.append('\n').append(field));
        return text.toString();
    }

    private String answer(byte[] block) throws Exception {
        peer.headers(1, true, block);
        assertThat(peer.status(1)).isEqualTo(200);
        return new String(peer.body(1), ISO_8859_1);
    }

    @Test
    void aRequestArrivesAsItCame() throws Exception {
        assertThat(answer(head("GET", "/a%2Fb?c=d", "x-a", "1", "x-a", "2", "te", "trailers", "empty", "")))
                .isEqualTo("GET http://h/a%2Fb?c=d\nx-a: 1\nx-a: 2\nte: trailers\nempty: ");
    }

    @Test
    void crumbsOfACookieAreJoined() throws Exception {
        assertThat(answer(head("GET", "/", "cookie", "a=b", "x", "y", "cookie", "c=d", "cookie", "e")))
                .isEqualTo("GET http://h/\nx: y\nCookie: a=b; c=d; e");
    }

    @Test
    void whetherTheConnectionIsSecureDecidesTheScheme() throws Exception {
        assertThat(answer(block(":method", "GET", ":scheme", "https", ":path", "/", ":authority", "h")))
                .isEqualTo("GET http://h/");
    }

    @Test
    void aHostStandsInForAnAuthority() throws Exception {
        assertThat(answer(block(":method", "GET", ":scheme", "http", ":path", "/", "host", "other")))
                .startsWith("GET http://other/");
    }

    @Test
    void aPathThatBeginsWithTwoSlashesIsAPath() throws Exception {
        assertThat(answer(head("GET", "//evil/x"))).isEqualTo("GET http://h//evil/x");
    }

    @Test
    void optionsMayAskForAllOfTheServer() throws Exception {
        peer.headers(1, true, head("OPTIONS", "*"));

        assertThat(peer.status(1)).isEqualTo(200);
    }

    static Stream<List<String>> malformed() {
        String[] whole = {":method", "GET", ":scheme", "http", ":path", "/", ":authority", "h"};
        return Stream.of(
                // Pseudo-headers (§8.3)
                List.of(":scheme", "http", ":path", "/", ":authority", "h"),
                List.of(":method", "GET", ":path", "/", ":authority", "h"),
                List.of(":method", "GET", ":scheme", "http", ":authority", "h"),
                List.of(":method", "GET", ":scheme", "http", ":path", "", ":authority", "h"),
                List.of(":method", "GET", ":scheme", "http", ":path", "a", ":authority", "h"),
                List.of(":method", "GET", ":scheme", "http", ":path", "*", ":authority", "h"),
                List.of(":method", "GET", ":scheme", "http", ":path", "http://h/", ":authority", "h"),
                List.of(":method", "GET", ":scheme", "http", ":path", "/a b", ":authority", "h"),
                List.of(":method", "GET", ":scheme", "http", ":path", "/\r\nx:y", ":authority", "h"),
                List.of(":method", "G T", ":scheme", "http", ":path", "/", ":authority", "h"),
                List.of(":method", "", ":scheme", "http", ":path", "/", ":authority", "h"),
                List.of(":method", "CONNECT", ":scheme", "http", ":path", "/", ":authority", "h"),
                List.of(":method", "GET", ":scheme", "http", ":path", "/", ":protocol", "websocket"),
                List.of(":status", "200"),
                List.of("x", "y", ":method", "GET", ":scheme", "http", ":path", "/", ":authority", "h"),
                with(whole, ":method", "GET"),
                with(whole, ":path", "/"),
                with(whole, ":authority", "h"),
                with(whole, ":scheme", "http"),
                with(whole, ":unknown", "x"));
    }

    private static List<String> with(String[] whole, String... more) {
        return Stream.concat(Arrays.stream(whole), Arrays.stream(more)).toList();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void pseudoHeadersThatAreNotRightResetTheStream(List<String> fields) throws Exception {
        peer.headers(1, true, block(fields.toArray(String[]::new)));

        peer.assertReset(1, ErrorCode.PROTOCOL_ERROR);
        peer.assertAlive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Upper=a",
                "x y=a",
                "x:y=a",
                "=a",
                "x\r\ny=a",
                "caf\u00e9=a",
                "x=a\nb",
                "x=a\rb",
                "x=a\0b",
                "x=a\u0001b",
                "x=a\u007fb",
                "x= a",
                "x=a ",
                "x=\ta",
                "connection=close",
                "connection=te",
                "keep-alive=1",
                "proxy-connection=close",
                "transfer-encoding=chunked",
                "upgrade=websocket",
                "te=gzip",
                "te=trailers, gzip",
                "content-length=a",
                "content-length=-1",
                "content-length=+1",
                "content-length=",
                "content-length=1",
                "content-length=99999999999999999999",
            })
    void fieldsThatMustNotBeResetTheStream(String field) throws Exception {
        String[] parts = field.split("=", 2);
        peer.headers(1, true, head("GET", "/", parts));

        peer.assertReset(1, ErrorCode.PROTOCOL_ERROR);
        peer.assertAlive();
    }

    @Test
    void twoLengthsResetTheStream() throws Exception {
        peer.headers(1, true, head("GET", "/", "content-length", "0", "content-length", "0"));

        peer.assertReset(1, ErrorCode.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 :authority= host=",
                "400 :authority=a host=b",
                "400 :authority=",
                "400 host=",
                "400 :authority=a:b",
                "417 :authority=a expect=tea",
                "200 :authority=a host=a",
            })
    void hostsAndExpectationsAreHeldToTheRulesOfHttp1(String text) throws Exception {
        String[] words = text.split(" ", -1);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(block(":method", "GET", ":scheme", "http", ":path", "/"));
        for (int i = 1; i < words.length; i++) {
            block.writeBytes(block(words[i].split("=", 2)));
        }

        peer.headers(1, true, block.toByteArray());

        assertThat(peer.status(1)).isEqualTo(Integer.parseInt(words[0]));
        peer.assertAlive();
    }

    @Test
    void aSchemeThatIsNotOursIsRefused() throws Exception {
        peer.headers(1, true, block(":method", "GET", ":scheme", "ftp", ":path", "/", ":authority", "h"));

        assertThat(peer.status(1)).isEqualTo(400);
    }

    @Test
    void aHeadTooLargeIsRefusedAndTheNextIsRead() throws Exception {
        byte[] field = block("x-a", "v".repeat(Http2ServerUnderTest.HEAD_BYTES));
        field[0] = 0x40;
        ByteArrayOutputStream large = new ByteArrayOutputStream();
        large.writeBytes(head("GET", "/"));
        large.writeBytes(field);
        // Remembered behind what was too large.
        byte[] remembered = block("x-b", "kept");
        remembered[0] = 0x40;
        large.writeBytes(remembered);

        peer.headers(1, true, large.toByteArray());

        assertThat(peer.status(1)).isEqualTo(431);
        ByteArrayOutputStream next = new ByteArrayOutputStream();
        next.writeBytes(head("GET", "/"));
        next.write(0x80 | 62);
        peer.headers(3, true, next.toByteArray());
        assertThat(peer.status(3)).isEqualTo(200);
        assertThat(new String(peer.body(3), ISO_8859_1)).endsWith("x-b: kept");
    }

    @Test
    void aBombOfReferencesIsRefused() throws Exception {
        byte[] seed = block("x-a", "v".repeat(4000));
        seed[0] = 0x40;
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(head("GET", "/"));
        bomb.writeBytes(seed);
        for (int i = 0; i < 10_000; i++) {
            bomb.write(0x80 | 62);
        }

        peer.headers(1, true, bomb.toByteArray());

        assertThat(peer.status(1)).isEqualTo(431);
        peer.assertAlive();
    }

    @Test
    void aHeadThatCannotBeDecompressedEndsTheConnection() throws Exception {
        peer.headers(1, true, new byte[] {(byte) 0xff, 0x7f});

        peer.assertGoneAway(ErrorCode.COMPRESSION_ERROR);
        assertThat(server.awaitEnd()).isEqualTo(ConnectionEnd.PROTOCOL);
    }

    @Test
    void connectNeedsNoMoreThanAnAuthority() throws Exception {
        assertThat(answer(block(":method", "CONNECT", ":authority", "h:443"))).startsWith("CONNECT");
    }
}
