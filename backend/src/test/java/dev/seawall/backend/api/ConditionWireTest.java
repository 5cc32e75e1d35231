package dev.seawall.backend.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.backend.store.MemoryObjectStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Preconditions and ranges (RFC 9110 §13 and §14). ETAG stands for the object's entity tag. */
class ConditionWireTest {
    private static final String PAST = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String FUTURE = "Fri, 01 Jan 2100 00:00:00 GMT";

    @AutoClose
    private final ApiUnderTest api = new ApiUnderTest(new MemoryObjectStore());

    private String etag = "";

    @BeforeEach
    void putObject() throws Exception {
        etag = api.put("/v1/objects/k", "0123456789")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private String[] headers(String lines) {
        return lines.replace("ETAG", etag)
                .replace("PAST", PAST)
                .replace("FUTURE", FUTURE)
                .split("=>|&&", -1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match=>ETAG | 200",
                "If-Match=>* | 200",
                "If-Match=>\"a\", ETAG | 200",
                "If-Match=>\"a,b\" | 412",
                "If-Match=>W/ETAG | 412",
                "If-Match=>unquoted | 400",
                "If-None-Match=>ETAG | 304",
                "If-None-Match=>W/ETAG | 304",
                "If-None-Match=>* | 304",
                "If-None-Match=>\"a\" | 200",
                "If-Modified-Since=>FUTURE | 304",
                "If-Modified-Since=>PAST | 200",
                "If-Modified-Since=>yesterday | 200",
                "If-Unmodified-Since=>PAST | 412",
                "If-Unmodified-Since=>FUTURE | 200",
                "If-Match=>ETAG&&If-Unmodified-Since=>PAST | 200",
                "If-None-Match=>\"a\"&&If-Modified-Since=>FUTURE | 200",
                "If-Match=>\"a\"&&If-None-Match=>ETAG | 412",
            })
    void aGetIsConditional(String given, int status) throws Exception {
        assertThat(api.get("/v1/objects/k", headers(given)).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k | If-Match=>ETAG | 204",
                "k | If-Match=>\"a\" | 412",
                "k | If-None-Match=>* | 412",
                "k | If-None-Match=>ETAG | 412",
                "k | If-None-Match=>\"a\" | 204",
                "k | If-None-Match=>a | 400",
                "k | If-Unmodified-Since=>PAST | 412",
                "k | If-Modified-Since=>FUTURE | 204",
                "none | If-Match=>* | 412",
                "none | If-Match=>ETAG | 412",
                "none | If-None-Match=>* | 201",
                "none | If-Unmodified-Since=>PAST | 201",
            })
    void aPutIsConditional(String key, String given, int status) throws Exception {
        assertThat(api.put("/v1/objects/" + key, "new", headers(given)).statusCode())
                .isEqualTo(status);

        String stored = api.get("/v1/objects/" + key).body();
        assertThat(stored.equals("new")).isEqualTo(status < 300);
    }

    @Test
    void aDeleteIsConditional() throws Exception {
        assertThat(api.delete("/v1/objects/k", "If-Match", "\"a\"").statusCode())
                .isEqualTo(412);
        assertThat(api.delete("/v1/objects/none", "If-Match", "\"a\"").statusCode())
                .isEqualTo(404);
        assertThat(api.delete("/v1/objects/k", "If-Match", etag).statusCode()).isEqualTo(204);
    }

    @Test
    void aNotModifiedAnswerHasTheTagAndNoBody() throws Exception {
        var answer = api.get("/v1/objects/k", "If-None-Match", etag);

        assertThat(answer.headers().firstValue("ETag")).hasValue(etag);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-0 | 206 | 0 | bytes 0-0/10",
                "bytes=2-4 | 206 | 234 | bytes 2-4/10",
                "Bytes=7- | 206 | 789 | bytes 7-9/10",
                "bytes=-3 | 206 | 789 | bytes 7-9/10",
                "bytes=-99 | 206 | 0123456789 | bytes 0-9/10",
                "bytes=5-99999999999999999999999 | 206 | 56789 | bytes 5-9/10",
                "bytes=20-30,2-4 | 206 | 234 | bytes 2-4/10",
                "bytes=4-2 | 200 | 0123456789 |",
                "bytes=a-b | 200 | 0123456789 |",
                "bytes= | 200 | 0123456789 |",
                "lines=1-2 | 200 | 0123456789 |",
                "bytes=0-4,3-5 | 200 | 0123456789 |",
                "bytes=0-0,2-2,4-4,6-6,8-8,9-9,1-1,3-3,5-5,7-7,0-0,0-0,0-0,0-0,0-0,0-0,0-0 | 200 | 0123456789 |",
            })
    void rangesAreAnswered(String range, int status, String body, String contentRange) throws Exception {
        var answer = api.get("/v1/objects/k", "Range", range);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().firstValue("Content-Range").orElse(null)).isEqualTo(contentRange);
        assertThat(answer.headers().firstValue("Repr-Digest")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"bytes=10-", "bytes=-0", "bytes=11-12,20-"})
    void noSatisfiableRangeIsAnsweredWithTheSize(String range) throws Exception {
        var answer = api.get("/v1/objects/k", "Range", range);

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */10");
    }

    @Test
    void severalRangesComeAsParts() throws Exception {
        var answer = api.get("/v1/objects/k", "Range", "bytes=8-,0-1");

        assertThat(answer.statusCode()).isEqualTo(206);
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        String boundary = "--" + type.substring(type.indexOf('=') + 1);
        assertThat(answer.body())
                .isEqualTo("\r\n" + boundary + "\r\nContent-Type: application/octet-stream\r\n"
                        + "Content-Range: bytes 8-9/10\r\n\r\n89\r\n" + boundary
                        + "\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes 0-1/10\r\n\r\n01\r\n"
                        + boundary + "--\r\n");
    }

    @Test
    void ifRangeGivesThePartOnlyOfTheSameObject() throws Exception {
        assertThat(api.get("/v1/objects/k", "Range", "bytes=0-1", "If-Range", etag)
                        .body())
                .isEqualTo("01");
        assertThat(api.get("/v1/objects/k", "Range", "bytes=0-1", "If-Range", "\"a\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/v1/objects/k", "Range", "bytes=0-1", "If-Range", "W/" + etag)
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/v1/objects/k", "Range", "bytes=0-1", "If-Range", FUTURE)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRangeOfAHeadIsIgnored() throws Exception {
        var answer = api.send(api.request("/v1/objects/k").HEAD().header("Range", "bytes=0-1"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("10");
    }
}
