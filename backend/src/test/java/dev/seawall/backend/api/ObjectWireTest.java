package dev.seawall.backend.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.backend.store.MemoryObjectStore;
import dev.seawall.backend.store.ObjectKey;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** PUT, GET, HEAD and DELETE with their headers (docs/protocol.md section 4). */
class ObjectWireTest {
    private static final String HELLO_ETAG = "\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"";
    private static final String HELLO_DIGEST = "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:";

    private final MemoryObjectStore store = new MemoryObjectStore();

    @AutoClose
    private final ApiUnderTest api = new ApiUnderTest(store);

    @Test
    void aPutCreatesThenReplaces() throws Exception {
        var created = api.put("/v1/objects/k", "hello");
        var replaced = api.put("/v1/objects/k", "hello");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(replaced.statusCode()).isEqualTo(204);
        for (var answer : List.of(created, replaced)) {
            assertThat(answer.headers().firstValue("ETag")).hasValue(HELLO_ETAG);
            assertThat(answer.headers().firstValue("Repr-Digest")).hasValue(HELLO_DIGEST);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void aGetAnswersWhatWasPut() throws Exception {
        api.put("/v1/objects/k", "hello", "Content-Type", "text/plain;charset=utf-8");

        var answer = api.get("/v1/objects/k");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.headers().firstValue("ETag")).hasValue(HELLO_ETAG);
        assertThat(answer.headers().firstValue("Repr-Digest")).hasValue(HELLO_DIGEST);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("5");
        assertThat(answer.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(answer.headers().firstValue("Last-Modified")).isPresent();
    }

    @Test
    void aTypeThatWasNotGivenIsOctetStream() throws Exception {
        api.put("/v1/objects/k", "hello");

        assertThat(api.get("/v1/objects/k").headers().firstValue("Content-Type"))
                .hasValue("application/octet-stream");
    }

    @Test
    void aHeadIsAGetWithoutTheBody() throws Exception {
        api.put("/v1/objects/k", "hello");

        try (RawConnection connection = api.connect()) {
            connection.send("HEAD /v1/objects/k HTTP/1.1\nHost: x\n\nHEAD /v1/objects/none HTTP/1.1\nHost: x\n\n");

            assertThat(connection.readHead()).startsWith("HTTP/1.1 200").contains("Content-Length: 5", HELLO_ETAG);
            assertThat(connection.readHead()).startsWith("HTTP/1.1 404").contains("application/problem+json");
        }
    }

    @Test
    void anEmptyObjectIsAnObject() throws Exception {
        assertThat(api.put("/v1/objects/empty", "").statusCode()).isEqualTo(201);

        var answer = api.get("/v1/objects/empty");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("0");
    }

    @Test
    void aDeletedObjectIsGone() throws Exception {
        api.put("/v1/objects/k", "hello");

        assertThat(api.delete("/v1/objects/k").statusCode()).isEqualTo(204);

        assertThat(api.delete("/v1/objects/k").statusCode()).isEqualTo(404);
        assertThat(api.get("/v1/objects/k").body()).contains("urn:seawall:problem:no-object");
    }

    @Test
    void aChunkedBodyIsStoredWhole() throws Exception {
        try (RawConnection connection = api.connect()) {
            connection.send("PUT /v1/objects/k HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n2\nhe\n3\nllo\n0\n\n");

            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 201").contains(HELLO_ETAG);
        }
    }

    @Test
    void aBodyLargerThanEveryBufferComesBackWhole() throws Exception {
        String body = IntStream.range(0, 100_000)
                .mapToObj(Integer::toString)
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();

        api.put("/v1/objects/k", body);

        assertThat(api.get("/v1/objects/k").body()).isEqualTo(body);
    }

    @Test
    void ofTwoWhoWantToBeFirstOneIsCreatedAndOneFails() throws Exception {
        for (int round = 0; round < 20; round++) {
            String target = "/v1/objects/round-" + round;
            Callable<Integer> writer =
                    () -> api.put(target, "x", "If-None-Match", "*").statusCode();
            try (var threads = Executors.newFixedThreadPool(2)) {
                var answers = threads.invokeAll(List.of(writer, writer));

                assertThat(List.of(answers.getFirst().get(), answers.getLast().get()))
                        .containsExactlyInAnyOrder(201, 412);
            }
        }
    }

    @Test
    void whatCannotBeStoredIsRefused() throws Exception {
        assertThat(api.put("/v1/objects/k", "x", "Content-Encoding", "gzip").statusCode())
                .isEqualTo(415);
        assertThat(api.put("/v1/objects/k", "x", "Content-Encoding", "identity").statusCode())
                .isEqualTo(201);
        assertThat(api.put("/v1/objects/r", "x", "Content-Range", "bytes 0-0/2").statusCode())
                .isEqualTo(400);
        assertThat(api.put("/v1/objects/r", "x", "Content-Type", "a", "Content-Type", "b")
                        .statusCode())
                .isEqualTo(400);
        assertThat(store.find(new ObjectKey("r"))).isNull();
    }

    @Test
    void anotherMethodIsAnsweredWithTheAllowedOnes() throws Exception {
        var answer = api.send(api.request("/v1/objects/k").method("POST", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, PUT, DELETE");
        assertThat(api.delete("/v1/objects").headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void aRequestForAnotherSlotIsMisdirectedAndDoesNothing() throws Exception {
        var wrong = api.put("/v1/objects/k", "hello", "Seawall-Slot", "worker-2");
        var right = api.put("/v1/objects/own", "hello", "Seawall-Slot", "worker-1");

        assertThat(wrong.statusCode()).isEqualTo(421);
        assertThat(wrong.body()).contains("urn:seawall:problem:wrong-slot");
        assertThat(store.find(new ObjectKey("k"))).isNull();
        assertThat(right.statusCode()).isEqualTo(201);
    }

    @Test
    void theRequestIdNamesTheProblemWhenItIsOne() throws Exception {
        String id = "0123456789abcdef0123456789abcdef";

        assertThat(api.get("/v1/objects/none", "X-Request-Id", id).body()).contains("urn:seawall:request:" + id);
        assertThat(api.get("/v1/objects/none", "X-Request-Id", "<script>").body())
                .doesNotContain("urn:seawall:request");
    }

    @Test
    void theProbeOfTheFrontDoorIsAnswered() throws Exception {
        assertThat(api.get("/-/health").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(api.send(api.request("/-/health").HEAD()).statusCode()).isEqualTo(200);
        assertThat(api.get("/-/observations").body()).isEqualTo(ApiUnderTest.OBSERVATIONS);
        assertThat(api.get("/-/observations").headers().firstValue("Content-Type"))
                .contains("application/json");
        assertThat(api.put("/-/observations", "{}").statusCode()).isEqualTo(405);
        assertThat(api.get("/").body()).contains("urn:seawall:problem:no-route");
    }

    @Test
    void everyExchangeIsReportedOnce() throws Exception {
        api.put("/v1/objects/k", "hello");
        api.get("/v1/objects/none");
        // The report follows the answer; the next exchange on the connection comes after it.
        api.get("/-/health");

        assertThat(api.exchanges).contains("PUT 201", "GET 404");
    }
}
