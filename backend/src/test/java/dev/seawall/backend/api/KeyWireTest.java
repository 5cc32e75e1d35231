package dev.seawall.backend.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.backend.store.MemoryObjectStore;
import dev.seawall.backend.store.ObjectKey;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/protocol/keys.json, over the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyWireTest {
    private final MemoryObjectStore store = new MemoryObjectStore();

    @AutoClose
    private final ApiUnderTest api = new ApiUnderTest(store);

    static Stream<JsonNode> accepted() throws Exception {
        return golden("accepted");
    }

    static Stream<JsonNode> refused() throws Exception {
        return golden("refused");
    }

    private static Stream<JsonNode> golden(String list) throws Exception {
        try (InputStream keys = KeyWireTest.class.getResourceAsStream("/protocol/keys.json")) {
            return StreamSupport.stream(
                    JsonMapper.shared().readTree(keys).path(list).spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void anAcceptedPathStoresUnderItsKey(JsonNode golden) throws Exception {
        try (RawConnection connection = api.connect()) {
            connection.send("PUT " + golden.path("path").asString() + " HTTP/1.1\nHost: x\nContent-Length: 1\n\nv");

            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 20");
            assertThat(store.find(new ObjectKey(golden.path("key").asString()))).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRefusedPathIsABadKey(JsonNode golden) throws Exception {
        long before = store.facts().objects();
        try (RawConnection connection = api.connect()) {
            connection.send("PUT " + golden.path("path").asString() + " HTTP/1.1\nHost: x\nContent-Length: 1\n\nv");

            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 400").contains("urn:seawall:problem:bad-");
            assertThat(store.facts().objects()).isEqualTo(before);
        }
    }

    @Test
    void rawBytesInATargetAreRefused() throws Exception {
        try (RawConnection connection = api.connect()) {
            connection.send("GET /v1/objects/\u00e9 HTTP/1.1\nHost: x\n\n");

            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 400");
        }
    }
}
