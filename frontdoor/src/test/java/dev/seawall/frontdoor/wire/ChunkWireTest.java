package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chunked coding, RFC 9112 §7.1: a body that can't be read plainly never looks complete to the worker. */
class ChunkWireTest extends WireTest {
    private static final String HEAD = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-3\r\nabc\r\n0\r\n\r\n",
                "+3\r\nabc\r\n0\r\n\r\n",
                "0x3\r\nabc\r\n0\r\n\r\n",
                " 3\r\nabc\r\n0\r\n\r\n",
                "3 3\r\nabc\r\n0\r\n\r\n",
                "g\r\nabc\r\n0\r\n\r\n",
                "\r\nabc\r\n0\r\n\r\n",
                ";a=b\r\nabc\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n",
                "10000000000000003\r\nabc\r\n0\r\n\r\n",
                "3\nabc\r\n0\r\n\r\n",
                "3\rabc\r\n0\r\n\r\n",
                "3\r\nabc\n0\r\n\r\n",
                "3\r\nabc0\r\n\r\n",
                "3\r\nabcX\r\n0\r\n\r\n",
                "3;a\nabc\r\n0\r\n\r\n",
                "3;a=\"\r\n\"\r\nabc\r\n0\r\n\r\n",
                "3;a=\"\n\"\r\nabc\r\n0\r\n\r\n",
                "3;a=\rb\r\nabc\r\n0\r\n\r\n",
                "3;a\u0000b\r\nabc\r\n0\r\n\r\n",
                "3\r\nabc\r\n0\n\r\n",
                "3\r\nabc\r\n0\r\n\n",
                "3\r\nabc\r\n0\r\nBad Trailer: x\r\n\r\n",
                "3\r\nabc\r\n0\r\nX: a\nb\r\n\r\n",
                "3\r\nabc\r\n0\r\nX: a\r\n b\r\n\r\n"
            })
    void aBodyWhoseChunksCannotBeReadPlainlyNeverArrivesWhole(String body) throws Exception {
        try (RawClient client = client()) {
            client.send(HEAD + "\r\n" + body + SMUGGLED);

            client.assertRefusedOrCutOff(400);
        }
        assertNothingArrivedWhole();
    }

    @Test
    void aSizeOfMoreThan32BitsIsNotCutShort() throws Exception {
        try (RawClient client = client()) {
            client.send(HEAD + "\r\n100000003\r\nabc\r\n0\r\n\r\n" + SMUGGLED);
            client.shutdownOutput();

            client.assertRefusedOrCutOff(400);
        }
        assertNothingArrivedWhole();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3\r\nabc\r\n0\r\n\r\n",
                "0003\r\nabc\r\n0000\r\n\r\n",
                "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n",
                "3;a=b\r\nabc\r\n0\r\n\r\n",
                "3;a=\"b c\";d\r\nabc\r\n0;end\r\n\r\n"
            })
    void aBodyInPlainChunksArrivesWholeAndWithoutExtensions(String body) throws Exception {
        RawMessage received = forwarded(HEAD + "\r\n" + body);

        assertThat(received.body()).isEqualTo("abc");
        assertThat(received.wireBody()).doesNotContain(";");
    }

    @Test
    void hexDigitsOfASizeMayBeOfEitherCase() throws Exception {
        assertThat(forwarded(HEAD + "\r\na\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n")
                        .body())
                .hasSize(20);
    }

    @Test
    void trailersArriveBehindTheLastChunk() throws Exception {
        RawMessage received = forwarded(HEAD + "Trailer: X-Sum\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 6\r\n\r\n");

        assertThat(received.body()).isEqualTo("abc");
        assertThat(received.trailers()).containsExactly("X-Sum: 6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 99",
                "Transfer-Encoding: chunked",
                "Host: evil",
                "Connection: close",
                "X-Forwarded-For: 6.6.6.6",
                "X-Request-Id: forged",
                "Seawall-Slot: worker-9",
                "Content-Type: text/evil",
                "Authorization: Basic eA==",
                "Expect: 100-continue"
            })
    void aFieldThatMustNotComeInATrailerIsDroppedOrRefused(String trailer) throws Exception {
        try (RawClient client = client()) {
            client.send(HEAD + "\r\n3\r\nabc\r\n0\r\n" + trailer + "\r\nX-Sum: 6\r\n\r\n");

            assertThat(client.receive().status()).isIn(200, 400);
        }
        RawMessage received = worker().next();
        String name = trailer.substring(0, trailer.indexOf(':') + 1);
        assertThat(received.trailers()).noneMatch(line -> line.regionMatches(true, 0, name, 0, name.length()));
    }

    @Test
    void tooManyBytesOfTrailersNeverArriveWhole() throws Exception {
        try (RawClient client = client()) {
            client.send(HEAD + "\r\n3\r\nabc\r\n0\r\n" + "X: 0123456789\r\n".repeat(5000) + "\r\n");

            client.assertRefusedOrCutOff(400, 431);
        }
        assertNothingArrivedWhole();
    }
}
