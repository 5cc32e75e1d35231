package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Field lines, RFC 9112 §5 and RFC 9110 §5: what isn't one plain line of name, colon and value is refused. */
class HeaderWireTest extends WireTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: a\r\n folded",
                "X: a\r\n\tfolded",
                "X: a\nY: b",
                "X: a\rY: b",
                "X: a\r\r\nY: b",
                "X : a",
                "X\t: a",
                ": a",
                "X",
                "X Y: a",
                "X(: a",
                "X\u0000: a",
                "X\u00E9: a",
                "X: a\u0000b",
                "X: a\u0001b",
                "X: a\u007Fb",
                "X: a\u000Bb",
                "X: a\u001Bb"
            })
    void aLineThatIsNoPlainFieldIsRefused(String line) throws Exception {
        assertRefused("GET /x HTTP/1.1\r\nHost: a\r\n" + line + "\r\n\r\n", 400);
    }

    @Test
    void aFoldBeforeTheFirstFieldIsRefused() throws Exception {
        assertRefused("GET /x HTTP/1.1\r\n Host: a\r\nHost: a\r\n\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x HTTP/1.1\nHost: a\n\n",
                "GET /x HTTP/1.1\nHost: a\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a\r\n\n",
                "GET /x HTTP/1.1\rHost: a\r\r",
                "GET /x HTTP/1.1\r\nHost: a\r\n\rX"
            })
    void aLineEndThatIsNotCrlfIsRefused(String request) throws Exception {
        assertRefused(request, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: a\r\nHost: a\r\n",
                "Host: a\r\nHost: b\r\n",
                "Host: a b\r\n",
                "Host: a,b\r\n",
                "Host: a/b\r\n",
                "Host: a?b\r\n",
                "Host: a#b\r\n",
                "Host: user@a\r\n",
                "Host: http://a\r\n",
                "Host: a:port\r\n",
                "Host: a:99999\r\n",
                "Host: a:-1\r\n",
                "Host: [::1\r\n",
                "Host: a\\b\r\n",
                "Host: <a>\r\n",
                "Host: a%00\r\n",
                "Host: caf\u00E9\r\n"
            })
    void aRequestWithoutOnePlainHostIsRefused(String fields) throws Exception {
        assertRefused("GET /x HTTP/1.1\r\n" + fields + "\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "example.org", "example.org:8080", "EXAMPLE.org", "127.0.0.1:80", "[::1]", "[::1]:80"})
    void aPlainHostArrivesAsItCame(String host) throws Exception {
        RawMessage received = forwarded("GET /x HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

        assertThat(received.values("Host")).containsExactly(host);
        assertThat(received.values("X-Forwarded-Host")).containsExactly(host);
    }

    @Test
    void fieldsArriveAsTheyCameAndInOrder() throws Exception {
        RawMessage received = forwarded(lines(
                "GET /x HTTP/1.1",
                "Host: a",
                "X-One: 1",
                "x-two: caf\u00E9\ttab",
                "X-One: again",
                "Accept-Encoding: br",
                "Cookie: a=b; c=\"d\"",
                "User-Agent: u",
                "X-Empty:",
                "",
                ""));

        assertThat(received.values("X-One")).containsExactly("1", "again");
        assertThat(received.values("X-Two")).containsExactly("caf\u00E9\ttab");
        assertThat(received.values("Accept-Encoding")).containsExactly("br");
        assertThat(received.values("Cookie")).containsExactly("a=b; c=\"d\"");
        assertThat(received.values("User-Agent")).containsExactly("u");
        assertThat(received.values("X-Empty")).containsExactly("");
    }

    @Test
    void nothingIsAddedThatTheProtocolDoesNotName() throws Exception {
        RawMessage received = forwarded("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(received.names())
                .isSubsetOf(
                        "host",
                        "x-request-id",
                        "x-forwarded-for",
                        "x-forwarded-proto",
                        "x-forwarded-host",
                        "forwarded",
                        "via",
                        "seawall-slot");
    }

    @Test
    void aHeaderOverTheLimitIsRefused() throws Exception {
        assertRefused("GET /x HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n", 431);
    }

    @Test
    void tooManyFieldsAreRefused() throws Exception {
        assertRefused("GET /x HTTP/1.1\r\nHost: a\r\n" + "X: a\r\n".repeat(5000) + "\r\n", 431);
    }

    @Test
    void aTargetOverTheLimitIsRefused() throws Exception {
        assertRefused("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414, 431);
    }

    @Test
    void emptyLinesBeforeARequestAreSkipped() throws Exception {
        assertThat(forwarded("\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n").line()).isEqualTo("GET /x HTTP/1.1");
    }
}
