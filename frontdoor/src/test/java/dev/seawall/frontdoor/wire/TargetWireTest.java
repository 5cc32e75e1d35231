package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The request line, RFC 9112 §3: methods, targets in their four forms, versions. */
class TargetWireTest extends WireTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/b;c=d?e=f&g=%2F%20+",
                "/?",
                "/a?b?c",
                "/a?b=http://c/../d",
                "/%41%7e",
                "/v1/objects/caf%C3%A9",
                "/v1/objects/caf%c3%a9?x=%zz",
                "/v1/objects/a;b",
                "/v1/objects/percent%25",
                "/v1/objects/a+b@c:d,e$f!g'h(i)j*k~l"
            })
    void aTargetArrivesByteForByte(String target) throws Exception {
        assertThat(forwarded("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").line())
                .isEqualTo("GET " + target + " HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../a",
                "/a/..",
                "/a/./b",
                "/a/%2e%2E/b",
                "/a/..;x/b",
                "/a%2Fb",
                "/a%00",
                "/a%0d%0aX:y",
                "/%",
                "/%4",
                "/%zz",
                "//v1/objects/a",
                "/v1;x/objects/a",
                "/v1%5Cobjects/a",
                "/v1/objects/",
                "/v1/objects/a//b",
                "/v1/objects/a/",
                "/v1/objects/a/../b",
                "/v1/objects/%2e%2e",
                "/v1/objects/a%2fb",
                "/v1/objects/%C3%28",
                "/v1/objects/%C0%AF",
                "/v1/objects/%00",
                "/v1/objects/%7F"
            })
    void aPathThatTwoProgramsCouldReadDifferentlyIsABadKeyOrRequest(String target) throws Exception {
        RawMessage response = assertNotForwarded("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n", 400);

        assertThat(response.body()).containsPattern("problem:(bad-key|bad-request)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/-",
                "/-/",
                "/-/health",
                "/-/observations?x=y",
                "/%2d/health",
                "/%2D",
                "/%2d/%68ealth",
                "/-/a/b",
                "http://a/-/ready"
            })
    void whatIsForThoseInsideIsNeverRouted(String target) throws Exception {
        RawMessage response = assertNotForwarded("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n", 404);

        assertThat(response.body()).contains("problem:no-route");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//-/health",
                "/-//health",
                "/-;x/health",
                "/-;x",
                "/%5C-/health",
                "/-%5Chealth",
                "/x/../-/health",
                "/.//-/x"
            })
    void whatALenientWorkerWouldTakeForItIsRefused(String target) throws Exception {
        assertNotForwarded("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n", 400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/-x", "/--/health", "/a/-/health", "/-.", "/%252d/health"})
    void whatOnlyLooksLikeItIsForwarded(String target) throws Exception {
        assertThat(forwarded("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").line())
                .isEqualTo("GET " + target + " HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a\u0000b HTTP/1.1",
                "GET /a\u0001 HTTP/1.1",
                "GET /a\u007F HTTP/1.1",
                "GET /a b HTTP/1.1",
                "GET\t/a HTTP/1.1",
                "GET /a\tHTTP/1.1",
                " GET /a HTTP/1.1",
                "GET a HTTP/1.1",
                "GET a:80 HTTP/1.1",
                "GET HTTP/1.1",
                "GET",
                "G(T /a HTTP/1.1",
                ">ET /a HTTP/1.1",
                "GET /caf\u00C3\u00A9 HTTP/1.1",
                "GET /v1/objects/caf\u00E9 HTTP/1.1",
                "GET /a\u007F HTTP/1.1",
                "G\u00E9T /a HTTP/1.1",
                "GET /a HTTP/1.1x",
                "GET /a HTTP/11",
                "GET /a HTTP/1",
                "GET /a HTTP /1.1",
                "GET /a XTTP/1.1"
            })
    void aRequestLineThatIsNotPlainIsRefused(String line) throws Exception {
        assertRefused(line + "\r\nHost: a\r\n\r\n", 400, 505);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a#b HTTP/1.1", "GET * HTTP/1.1", "GET ? HTTP/1.1"})
    void aTargetThatIsNotPlainIsRefused(String line) throws Exception {
        assertNotForwarded(line + "\r\nHost: a\r\n\r\n", 400);
    }

    /** RFC 9112 §3 lets a recipient read these, §2.3 not the last two. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  /a HTTP/1.1",
                "GET /a  HTTP/1.1",
                "GET /a HTTP/1.1 ",
                " GET /a HTTP/1.1",
                "GET\t/a HTTP/1.1",
                "GET /a\tHTTP/1.1",
                "GET /a http/1.1",
                "GET /a Http/1.1"
            })
    void aRequestLineThatCouldBeReadLenientlyIsRefused(String line) throws Exception {
        assertRefused(line + "\r\nHost: a\r\n\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.2", "HTTP/2.0", "HTTP/0.9", "HTTP/3", "HTTP/9.9"})
    void aVersionThatIsNotSpokenHereIsRefused(String version) throws Exception {
        assertRefused("GET /a " + version + "\r\nHost: a\r\n\r\n", 400, 426, 505);
    }

    @Test
    void http09IsRefused() throws Exception {
        assertRefused("GET /\r\n\r\n", 400, 505);
    }

    @Test
    void theHttp2PrefaceIsAnsweredInHttp2() throws Exception {
        try (RawClient client = client()) {
            client.send(lines("PRI * HTTP/2.0", "", "SM", "", "\0\0\0\4\0\0\0\0\0"));

            // A frame: 3 bytes of length, then the type, 4 for SETTINGS (RFC 9113 §4.1, §6.5).
            assertThat(client.receiveBytes(4)).endsWith("\4");
        }
        assertThat(worker().heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "FROB", "PATCH", "DELETE", "X-Y!z", "PROPFIND"})
    void anyMethodThatIsATokenArrivesAsItCame(String method) throws Exception {
        assertThat(forwarded(method + " /a HTTP/1.1\r\nHost: a\r\n\r\n").line()).isEqualTo(method + " /a HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT a:443", "CONNECT /a", "CONNECT *", "TRACE /a", "TRACE *"})
    void tunnelsAndTracesAreNotForwarded(String start) throws Exception {
        assertNotForwarded(start + " HTTP/1.1\r\nHost: a\r\n\r\n", 400, 405, 501);
    }

    @Test
    void theAsteriskFormNeverReachesAWorkerAsAPath() throws Exception {
        try (RawClient client = client()) {
            RawMessage response =
                    client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").receive();

            assertThat(response.complete()).isTrue();
            assertThat(response.status()).isIn(200, 204, 400, 404, 405);
        }
        assertThat(worker().heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a/b?c", "HTTP://a/b?c"})
    void theAbsoluteFormArrivesAsTheOriginForm(String target) throws Exception {
        RawMessage received = forwarded("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(received.line()).isEqualTo("GET /b?c HTTP/1.1");
        assertThat(received.values("Host")).containsExactly("a");
    }

    @Test
    void theAbsoluteFormWithoutAPathArrivesAsTheRoot() throws Exception {
        assertThat(forwarded("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").line()).isEqualTo("GET / HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://b/c", "http://a:81/c", "http://b", "http://user@a/c"})
    void anAuthorityOtherThanTheHostIsRefused(String target) throws Exception {
        assertNotForwarded("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http:///c", "ftp://a/c", "http:a/c", "://a/c", "http://a/../c", "http://a/v1/objects/../x"})
    void anAbsoluteFormThatIsNotPlainIsRefused(String target) throws Exception {
        assertNotForwarded("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    }
}
