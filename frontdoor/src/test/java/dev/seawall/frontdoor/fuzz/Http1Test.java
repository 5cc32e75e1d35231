package dev.seawall.frontdoor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge itself: what the fuzz targets take for requests and answers. */
class Http1Test {
    private static final String HEAD = "POST /a HTTP/1.1\r\nHost: a\r\n";

    @Test
    void aPipelineIsReadRequestByRequestUpToTheOneThatSaysClose() {
        Requests requests = requests(HEAD + "Content-Length: 2\r\n\r\nhi"
                + HEAD + "Transfer-Encoding: chunked\r\n\r\n1;x=y\r\na\r\n0\r\nX-End: 1\r\n\r\n"
                + "GET /b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                + "GET /c HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(requests.messages()).extracting(Message::body).containsExactly("hi", "a", "");
        assertThat(requests.messages().get(1).trailers()).containsExactly(new Head.Field("x-end", "1"));
        assertThat(requests.rest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
                "Content-Length: 2\r\nContent-Length: 2\r\n\r\n",
                "Content-Length: +2\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n",
                "Host: b\r\n\r\n",
                "X-A: b\n\r\n",
                "X-A: b\r\n c\r\n\r\n",
                "X-A: \0\r\n\r\n"
            })
    void whatTwoReadersCouldTakeDifferentlyIsNoRequest(String rest) {
        assertThat(requests(HEAD + rest + "hi").messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5\r\nhel", "5\r\nhello", "5\r\nhello\r\n", "5\r\nhelloX", "5\nhello\r\n0\r\n\r\n"})
    void aBodyThatIsCutOrMalformedIsNotWhole(String body) {
        Requests requests = requests(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + body);

        assertThat(requests.whole()).isZero();
        assertThat(requests.messages()).hasSize(1);
    }

    @Test
    void anAnswerWithoutLengthIsWholeOnlyByAnOrderlyEnd() {
        String answer = "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\n\r\nok";

        assertThat(given(answer).isWhole()).isTrue();
        assertThat(given(answer).interims()).containsExactly(103);
        assertThat(given(answer + "\u001C").isWhole()).isFalse();
        assertThat(given(answer + "\u001D").isWhole()).isFalse();
    }

    @Test
    void whatComesBehindAnAnswerIsExcess() {
        Given given = given("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1\u001D");

        assertThat(given.excess()).isEqualTo("HTTP/1.1");
        assertThat(given.keepsConnection()).isFalse();
    }

    @Test
    void controlBytesSayHowTheOthersAreSent() {
        byte[] input = "a\u001Eb\u001Dc\u001Cd".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Part.of(input, 4))
                .extracting(Part::end)
                .containsExactly(Part.End.NEXT, Part.End.RESET, Part.End.LAST);
        assertThat(Part.of(input, 4).getFirst().writes()).containsExactly("a", "b");
        assertThat(Part.of(input, 1)).hasSize(1);
    }

    private static Requests requests(String bytes) {
        return Requests.in(part(bytes));
    }

    private static Given given(String bytes) {
        return Given.in(part(bytes), "GET", false);
    }

    private static Part part(String bytes) {
        return Part.of(Http1.bytes(bytes), 1).getFirst();
    }
}
