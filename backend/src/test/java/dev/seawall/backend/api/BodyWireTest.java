package dev.seawall.backend.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.backend.store.MemoryObjectStore;
import dev.seawall.backend.store.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests, limits, 100-continue and bodies that end early. */
class BodyWireTest {
    private static final String OK_256 = "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:";

    private final MemoryObjectStore store = new MemoryObjectStore();

    @AutoClose
    private final ApiUnderTest api = new ApiUnderTest(store);

    private boolean stored() {
        return store.find(new ObjectKey("k")) != null;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-MD5 | XUFAKrxLKna5cZ2REBfFkg== | 201",
                "Content-MD5 | AAAAAAAAAAAAAAAAAAAAAA== | digest-mismatch",
                "Content-MD5 | short | bad-digest",
                "Repr-Digest | sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=: | 201",
                "Content-Digest | sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=: | 201",
                "Repr-Digest | md5=:x:, sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:;a=1 | 201",
                "Repr-Digest | unixsum=\"a,b\" | 201",
                "Repr-Digest | crc32c=:AAAA: | 201",
                "Repr-Digest | sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=: | digest-mismatch",
                "Repr-Digest | sha-256=:AAAA: | bad-digest",
                "Repr-Digest | sha-256=abc | bad-digest",
                "Repr-Digest | sha-512=:AAAA: | bad-digest",
                "Repr-Digest | !! | bad-digest",
            })
    void aDigestIsChecked(String header, String value, String outcome) throws Exception {
        var answer = api.put("/v1/objects/k", "hello", header, value);

        if (outcome.equals("201")) {
            assertThat(answer.statusCode()).isEqualTo(201);
        } else {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("urn:seawall:problem:" + outcome);
        }
        assertThat(stored()).isEqualTo(outcome.equals("201"));
    }

    @Test
    void aSha512IsChecked() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-512").digest("hello".getBytes(StandardCharsets.US_ASCII));
        String header = "sha-512=:" + Base64.getEncoder().encodeToString(digest) + ":";

        assertThat(api.put("/v1/objects/k", "hello", "Repr-Digest", header).statusCode())
                .isEqualTo(201);
        assertThat(api.put("/v1/objects/k", "hullo", "Repr-Digest", header).body())
                .contains("digest-mismatch");
    }

    @Test
    void theBodyIsAskedForOnlyWhenItWillBeRead() throws Exception {
        try (RawConnection connection = api.connect()) {
            connection.send("PUT /v1/objects/k HTTP/1.1\nHost: x\nExpect: 100-continue\nContent-Length: 5\n\n");
            assertThat(connection.readHead()).startsWith("HTTP/1.1 100");
            connection.send("hello");

            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 201");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5000000\n|413",
                "Content-Length: 5\nIf-None-Match: *\n|412",
                "Content-Length: 5\nIf-None-Match: x\n|400",
                "Content-Length: 5\nContent-MD5: x\n|400",
                "Content-Length: 5\nContent-Encoding: br\n|415",
                "Content-Length: 5\nContent-Encoding: identity\nContent-Encoding: gzip\n|415",
                "Content-Length: 5\nContent-Type: \u00e9\n|400",
                "Content-Length: 5\nSeawall-Slot: worker-9\n|421",
            })
    void whatTheHeadersRuleOutIsRefusedWithoutTheBody(String row) throws Exception {
        String headers = row.substring(0, row.indexOf('|'));
        String status = row.substring(row.indexOf('|') + 1);
        api.put("/v1/objects/there", "x");

        try (RawConnection connection = api.connect()) {
            connection.send("PUT /v1/objects/there HTTP/1.1\nHost: x\nExpect: 100-continue\n" + headers + "\n");

            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 " + status).contains("Connection: close");
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @Test
    void aRefusalReachesAClientThatSendsItsBodyUnasked() throws Exception {
        try (RawConnection connection = api.connect()) {
            connection.send("PUT /v1/objects/k HTTP/1.1\nHost: x\nContent-Length: 2000000\n\n");
            connection.sendBytes(new byte[900_000]);

            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 413").contains("body-too-large");
        }
    }

    @Test
    void aChunkedBodyIsCountedAsItComes() throws Exception {
        try (RawConnection connection = api.connect()) {
            connection.send("PUT /v1/objects/k HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n");
            connection.send(Integer.toHexString((int) ApiUnderTest.MAX_OBJECT_BYTES + 1) + "\n");
            connection.sendBytes(new byte[(int) ApiUnderTest.MAX_OBJECT_BYTES + 1]);

            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 413");
            assertThat(stored()).isFalse();
        }
    }

    @Test
    void theLargestAllowedBodyIsStored() throws Exception {
        String body = "x".repeat((int) ApiUnderTest.MAX_OBJECT_BYTES);

        assertThat(api.put("/v1/objects/k", body).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\n\nhello",
                "Transfer-Encoding: chunked\n\n5\nhello\n",
                "Transfer-Encoding: chunked\n\n5\nhel",
                "Transfer-Encoding: chunked\n\nzz\nhello\n0\n\n",
            })
    void aBodyThatEndsEarlyOrBadlyLeavesTheFormerObject(String rest) throws Exception {
        api.put("/v1/objects/k", "former");

        try (RawConnection connection = api.connect()) {
            connection.send("PUT /v1/objects/k HTTP/1.1\nHost: x\n" + rest);
            connection.shutdownOutput();

            assertThat(connection.readAnswer()).doesNotContain(" 204 ", " 201 ");
        }
        assertThat(api.get("/v1/objects/k").body()).isEqualTo("former");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\nContent-Length: 6\n\nhello",
                "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n",
                "Content-Length: +5\n\nhello",
                "Transfer-Encoding: gzip, chunked, chunked\n\n0\n\n",
                "Content-Length : 5\n\nhello",
                "Content-Length: 5\n folded: x\n\nhello",
                "X: a\u0000b\nContent-Length: 5\n\nhello",
            })
    void ambiguousFramingIsRefusedAsAProblem(String rest) throws Exception {
        try (RawConnection connection = api.connect()) {
            connection.send("PUT /v1/objects/k HTTP/1.1\nHost: x\n" + rest);

            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 4").contains("application/problem+json");
            assertThat(stored()).isFalse();
        }
    }

    @Test
    void twoRequestsOnOneConnectionAreAnsweredInOrder() throws Exception {
        try (RawConnection connection = api.connect()) {
            connection.send("PUT /v1/objects/k HTTP/1.1\nHost: x\nContent-Length: 5\n\nhello"
                    + "GET /v1/objects/k HTTP/1.1\nHost: x\n\n");

            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 201");
            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 200").endsWith("hello");
        }
    }

    @Test
    void aDigestFieldAsLongAsAHeaderMayBeIsRead() throws Exception {
        var answer = api.put("/v1/objects/k", "hello", "Repr-Digest", "x=\"" + "\\\"".repeat(10_000) + "\"," + OK_256);

        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @Test
    void severalDigestsAreAllChecked() throws Exception {
        var both = api.put("/v1/objects/k", "hello", "Repr-Digest", OK_256, "Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==");

        assertThat(both.body()).contains("digest-mismatch");
        assertThat(stored()).isFalse();
    }
}
