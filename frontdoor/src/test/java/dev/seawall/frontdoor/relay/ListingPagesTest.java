package dev.seawall.frontdoor.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Merged pages against the golden example and against what one worker holding everything would have said. */
class ListingPagesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] EMPTY = page(List.of(), List.of(), null);

    @Test
    void theGoldenPageMergedWithAnEmptyOneStaysAsItIs() throws Exception {
        byte[] golden = golden();

        // The golden page has a next, readme.txt, that is its last entry.
        assertThat(JSON.readTree(ListingPages.merge(List.of(EMPTY, golden), 1000)))
                .isEqualTo(JSON.readTree(golden));
    }

    @Test
    void unknownFieldsOfAnObjectAreKeptAndUnknownFieldsOfAPageDoNotHurt() throws Exception {
        byte[] page = """
                {"objects":[{"key":"a","size":9007199254740993,"tier":{"cold":1.10}}],"prefixes":[],"took":3}""".getBytes(UTF_8);

        var merged = new String(ListingPages.merge(List.of(page), 10), UTF_8);

        assertThat(merged)
                .isEqualTo("{\"objects\":[{\"key\":\"a\",\"size\":9007199254740993,\"tier\":{\"cold\":1.10}}],"
                        + "\"prefixes\":[]}");
    }

    @Test
    void entriesComeInTheOrderOfTheirUtf8BytesNotOfTheirUtf16Units() throws Exception {
        // U+FF5E sorts before U+1F30A in UTF-8 (EF.. < F0..) and after it in UTF-16 (FF5E > D83C).
        byte[] wave = page(List.of("\uD83C\uDF0A"), List.of(), null);
        byte[] tilde = page(List.of("\uFF5E"), List.of(), null);

        JsonNode merged = merge(10, wave, tilde);

        assertThat(keys(merged)).containsExactly("\uFF5E", "\uD83C\uDF0A");
    }

    @Test
    void equalPrefixesAreOneEntryAndCountOnce() throws Exception {
        JsonNode merged = merge(2, page(List.of("z"), List.of("p/"), null), page(List.of(), List.of("p/"), null));

        assertThat(prefixes(merged)).containsExactly("p/");
        assertThat(keys(merged)).containsExactly("z");
        assertThat(merged.has("next")).isFalse();
    }

    @Test
    void thePageEndsAtTheLimitAndSaysThereIsMore() throws Exception {
        JsonNode merged = merge(2, page(List.of("a", "c"), List.of(), null), page(List.of("b"), List.of(), null));

        assertThat(keys(merged)).containsExactly("a", "b");
        assertThat(merged.get("next").asString()).isEqualTo("b");
    }

    @Test
    void nothingIsShownBeyondWhatEveryWorkerHasSaid() throws Exception {
        // The first worker holds more after b, maybe c: showing x would skip it for good.
        JsonNode merged = merge(10, page(List.of("a", "b"), List.of(), "b"), page(List.of("x"), List.of(), null));

        assertThat(keys(merged)).containsExactly("a", "b");
        assertThat(merged.get("next").asString()).isEqualTo("b");
    }

    @Test
    void walkingMergedPagesShowsEveryEntryOnceInOrder() throws Exception {
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<NavigableMap<byte[], Boolean>> workers = shards(random);
            NavigableMap<byte[], Boolean> all = new TreeMap<>(Arrays::compareUnsigned);
            workers.forEach(all::putAll);
            int limit = 1 + random.nextInt(7);

            List<String> walked = new ArrayList<>();
            String after = "";
            while (after != null) {
                List<byte[]> pages = new ArrayList<>();
                for (NavigableMap<byte[], Boolean> worker : workers) {
                    pages.add(pageOf(worker, after, limit));
                }
                JsonNode merged = JSON.readTree(ListingPages.merge(pages, limit));
                List<String> entries = keys(merged);
                entries.addAll(prefixes(merged));
                assertThat(entries).hasSizeLessThanOrEqualTo(limit);
                entries.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
                walked.addAll(entries);
                after = merged.has("next") ? merged.get("next").asString() : null;
            }

            assertThat(walked)
                    .containsExactlyElementsOf(all.keySet().stream()
                            .map(entry -> new String(entry, UTF_8))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{\"objects\":[],\"prefixes\":[]",
                "[]",
                "{\"objects\":{},\"prefixes\":[]}",
                "{\"objects\":[]}",
                "{\"objects\":[{}],\"prefixes\":[]}",
                "{\"objects\":[{\"key\":1}],\"prefixes\":[]}",
                "{\"objects\":[],\"prefixes\":[{}]}",
                "{\"objects\":[],\"prefixes\":[],\"next\":5}",
                "{\"objects\":[],\"prefixes\":[],\"next\":\"a\"}",
                "{\"objects\":[],\"prefixes\":[]} {}"
            })
    void aPageThatIsNoneIsNamed(String page) {
        assertThatThrownBy(() -> ListingPages.merge(List.of(EMPTY, page.getBytes(UTF_8)), 10))
                .isInstanceOfSatisfying(ListingPages.BadPageException.class, e -> assertThat(e.page())
                        .isEqualTo(1))
                .hasMessageStartingWith("a listing page ");
    }

    /** Entries dealt at random; a prefix (true) may be at several workers. */
    private static List<NavigableMap<byte[], Boolean>> shards(Random random) {
        List<NavigableMap<byte[], Boolean>> workers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            workers.add(new TreeMap<>(Arrays::compareUnsigned));
        }
        for (int i = 0; i < 40; i++) {
            boolean isPrefix = random.nextInt(4) == 0;
            String entry = new String(Character.toChars(0x61 + random.nextInt(0x1F400))).replaceAll("\\p{Cs}", "s")
                    + (isPrefix ? random.nextInt(5) + "/" : i);
            for (int copies = isPrefix ? 2 : 1; copies > 0; copies--) {
                workers.get(random.nextInt(3)).put(entry.getBytes(UTF_8), isPrefix);
            }
        }
        return workers;
    }

    private static byte[] pageOf(NavigableMap<byte[], Boolean> worker, String after, int limit) {
        List<String> keys = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        var rest = worker.tailMap(after.getBytes(UTF_8), false);
        String last = null;
        for (var entry : rest.entrySet()) {
            if (keys.size() + prefixes.size() == limit) {
                return page(keys, prefixes, last);
            }
            last = new String(entry.getKey(), UTF_8);
            (entry.getValue() ? prefixes : keys).add(last);
        }
        return page(keys, prefixes, null);
    }

    private static byte[] page(List<String> keys, List<String> prefixes, @Nullable String next) {
        var page = JSON.createObjectNode();
        var objects = page.putArray("objects");
        keys.forEach(key -> objects.addObject().put("key", key).put("size", 1));
        var array = page.putArray("prefixes");
        prefixes.forEach(array::add);
        if (next != null) {
            page.put("next", next);
        }
        return JSON.writeValueAsBytes(page);
    }

    private static JsonNode merge(int limit, byte[]... pages) throws Exception {
        return JSON.readTree(ListingPages.merge(List.of(pages), limit));
    }

    private static List<String> keys(JsonNode page) {
        List<String> keys = new ArrayList<>();
        page.get("objects").forEach(object -> keys.add(object.get("key").asString()));
        return keys;
    }

    private static List<String> prefixes(JsonNode page) {
        List<String> prefixes = new ArrayList<>();
        page.get("prefixes").forEach(prefix -> prefixes.add(prefix.asString()));
        return prefixes;
    }

    private static byte[] golden() throws IOException {
        try (var json =
                Objects.requireNonNull(ListingPagesTest.class.getResourceAsStream("/protocol/listing-page.json"))) {
            return json.readAllBytes();
        }
    }
}
