package dev.seawall.backend.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.backend.store.ListingPage;
import dev.seawall.backend.store.MemoryObjectStore;
import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectMeta;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** docs/protocol.md section 5, over the wire. */
class ListingWireTest {
    private final MemoryObjectStore store = new MemoryObjectStore();

    @AutoClose
    private final ApiUnderTest api = new ApiUnderTest(store);

    @Test
    void aPageIsWrittenAsInTheGoldenExample() throws Exception {
        var page = new ListingPage(
                List.of(
                        new ObjectMeta(
                                new ObjectKey("photos/café.jpg"),
                                5,
                                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                                "image/jpeg",
                                Instant.parse("2026-11-22T10:15:30.123Z")),
                        new ObjectMeta(
                                new ObjectKey("readme.txt"),
                                0,
                                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                "text/plain;charset=utf-8",
                                Instant.parse("2026-11-22T10:15:31Z"))),
                List.of("photos/2025/", "photos/2026/"),
                "readme.txt");

        try (InputStream golden = ListingWireTest.class.getResourceAsStream("/protocol/listing-page.json")) {
            assertThat(JsonMapper.shared().readTree(ListObjects.json(page)))
                    .isEqualTo(JsonMapper.shared().readTree(golden));
        }
    }

    @Test
    void theParametersSelectThePage() throws Exception {
        for (String key : List.of("a/1", "a/2", "b", "caf%C3%A9", "d+e")) {
            api.put("/v1/objects/" + key, "x");
        }

        assertThat(keys("")).containsExactly("a/1", "a/2", "b", "café", "d+e");
        assertThat(keys("?prefix=a/&limit=1")).containsExactly("a/1");
        assertThat(keys("?delimiter=%2F&after=a/")).containsExactly("b", "café", "d+e");
        assertThat(keys("?prefix=caf%C3%A9")).containsExactly("café");
        assertThat(keys("?prefix=d+e&delimiter=&after=")).containsExactly("d+e");
        var page = JsonMapper.shared()
                .readTree(api.get("/v1/objects?limit=1&delimiter=/").body());
        assertThat(page.path("prefixes").toString()).isEqualTo("[\"a/\"]");
        assertThat(page.path("next").asString()).isEqualTo("a/");
    }

    private List<String> keys(String query) throws Exception {
        byte[] json = api.get("/v1/objects" + query).body().getBytes(StandardCharsets.ISO_8859_1);
        return JsonMapper.shared()
                .readTree(json)
                .path("objects")
                .valueStream()
                .map(object -> object.path("key").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=1001",
                "?limit=-1",
                "?limit=x",
                "?limit=",
                "?limit=99999999999",
                "?colour=red",
                "?prefix=a&prefix=b",
                "?prefix=%zz",
                "?prefix=%C3",
                "?&",
                "?limit=+1"
            })
    void whatCannotBeReadIsABadListing(String query) throws Exception {
        try (RawConnection connection = api.connect()) {
            connection.send("GET /v1/objects" + query + " HTTP/1.1\nHost: x\n\n");

            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 400").contains("urn:seawall:problem:bad-listing");
        }
    }
}
