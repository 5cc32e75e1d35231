package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long is the body? RFC 9112 §6: whatever two programs could answer differently is refused, never forwarded. */
class FramingWireTest extends WireTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 6\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5, 5",
                "Content-Length: 5,6",
                "Content-Length: -5",
                "Content-Length: +5",
                "Content-Length: 0x5",
                "Content-Length: 5a",
                "Content-Length: 5 5",
                "Content-Length: 5;",
                "Content-Length: 5.0",
                "Content-Length: \"5\"",
                "Content-Length: 99999999999999999999",
                "Content-Length: 18446744073709551621",
                "Content-Length:",
                "Content-Length: \u00B2",
                "Content-Length : 5",
                "Content-Length\t: 5"
            })
    void aContentLengthThatIsNotOnePlainNumberIsRefused(String field) throws Exception {
        assertRefused("POST /x HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\nhello", 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 0\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip\r\nContent-Length: 5",
                "content-length: 5\r\ntransfer-ENCODING: Chunked"
            })
    void bothALengthAndACodingAreRefused(String fields) throws Exception {
        assertRefused("POST /x HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 400, 501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: chunked;q=1",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: \u000Bchunked",
                "Transfer-Encoding: chun ked",
                "Transfer-Encoding:",
                "Transfer-Encoding : chunked"
            })
    void aTransferCodingOtherThanChunkedOnceIsRefused(String fields) throws Exception {
        assertRefused("POST /x HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 400, 501);
    }

    @Test
    void aTransferCodingInHttp10IsRefused() throws Exception {
        String head = "POST /x HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertRefused(head + "5\r\nhello\r\n0\r\n\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\nhello",
                "Content-Length: 0005\r\n\r\nhello",
                "Content-Length:5\t \r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "Transfer-Encoding: CHUNKED\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "Transfer-Encoding:  chunked \r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"
            })
    void aPlainlyFramedBodyArrivesAsOnePlainlyFramedRequest(String rest) throws Exception {
        RawMessage received = forwarded("POST /x HTTP/1.1\r\nHost: a\r\n" + rest);

        assertThat(received.body()).isEqualTo("hello");
        assertThat(received.values("Content-Length").size()
                        + received.values("Transfer-Encoding").size())
                .isEqualTo(1);
    }

    @Test
    void aRequestWithoutLengthAndCodingHasNoBodyAndTheRestIsTheNextRequest() throws Exception {
        try (RawClient client = client()) {
            client.send("POST /one HTTP/1.1\r\nHost: a\r\n\r\nGET /two HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(worker().next().line()).isEqualTo("POST /one HTTP/1.1");
            assertThat(worker().next().line()).isEqualTo("GET /two HTTP/1.1");
        }
    }

    @Test
    void aRequestHiddenInABodyStaysInTheBody() throws Exception {
        String hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";

        RawMessage received =
                forwarded("GET /x HTTP/1.1\r\nHost: a\r\nContent-Length: " + hidden.length() + "\r\n\r\n" + hidden);

        assertThat(received.body()).isEqualTo(hidden);
        assertThat(worker().heads()).hasSize(1);
    }
}
