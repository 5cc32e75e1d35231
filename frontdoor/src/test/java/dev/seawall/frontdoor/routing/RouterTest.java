package dev.seawall.frontdoor.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The router against the golden keys of docs/protocol.md and against paths that programs read differently. */
class RouterTest {
    private static final Route OBJECTS = new Route("/v1/objects/", Owner.PATH);
    private static final Route LISTING = new Route("/v1/objects", Owner.ALL);
    private static final Route REST = new Route("/", Owner.ANY);

    private final Router router = new Router(new RouteTable(List.of(REST, LISTING, OBJECTS)), 3);

    @ParameterizedTest
    @MethodSource("acceptedKeys")
    void aGoldenKeyGoesToItsGoldenOwner(JsonNode golden) {
        for (int workers : new int[] {1, 3, 5, 100}) {
            var decision = new Router(new RouteTable(List.of(OBJECTS)), workers)
                    .decide(golden.get("path").asString());

            int slot0 =
                    Integer.parseInt(golden.get("ownerOf" + workers).asString().substring("worker-".length())) - 1;
            assertThat(decision).isEqualTo(new Decision.ToOwner(OBJECTS, slot0));
        }
    }

    @ParameterizedTest
    @MethodSource("acceptedKeys")
    void aGoldenKeyReadsAndHashesAsDocumented(JsonNode golden) {
        var path = (DecodedPath) DecodedPath.read(golden.get("path").asString());

        var key = (ObjectKey) ObjectKey.of(path, OBJECTS.match().length());

        assertThat(key).hasToString(golden.get("key").asString());
        assertThat(String.format("%016x", SlotHash.hash(key)))
                .isEqualTo(golden.get("hash").asString());
    }

    @ParameterizedTest
    @MethodSource("refusedKeys")
    void aGoldenRefusalIsRefusedByItsRule(JsonNode golden) {
        var decision = router.decide(golden.get("path").asString());

        assertThat(decision).isEqualTo(new Decision.Refused(golden.get("rule").asString()));
    }

    @ParameterizedTest
    @CsvSource({
        "/../x, dot segment",
        "/x/.., dot segment",
        "/%2E%2e/x, dot segment",
        "/..;a=b/x, dot segment",
        "/x/.;y, dot segment",
        "/v1%2Fobjects/a, encoded slash",
        "/v1%2fobjects, encoded slash",
        "/%, bad percent-encoding",
        "/x%4, bad percent-encoding",
        "/x%g1, bad percent-encoding",
        "/x%\uFF11\uFF11, bad percent-encoding",
        "/caf\u00E9, bad percent-encoding",
        "/a#b, bad percent-encoding",
        "/a b, bad percent-encoding",
        "/x%00, control character",
        "/x%0d%0a, control character",
        "//v1/objects/a, ambiguous route",
        "/v1//objects/a, ambiguous route",
        "/v1;x/objects/a, ambiguous route",
        "/v1/objects;x/a, ambiguous route",
        "/v1/objects;x, ambiguous route",
        "/v1\\objects/a, ambiguous route",
        "/v1%5Cobjects/a, ambiguous route",
        "//-/health, ambiguous route",
        "/-;x/health, ambiguous route",
        "/\\-/health, ambiguous route",
        "/-%5Chealth, ambiguous route"
    })
    void aPathThatTwoProgramsCouldReadDifferentlyIsRefused(String path, String rule) {
        assertThat(router.decide(path)).isEqualTo(new Decision.Refused(rule));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/%6Fbjects/a", "/%761/objects/%61", "/v1/objects/a"})
    void aPathIsRoutedAsItReadsDecoded(String path) {
        assertThat(router.decide(path)).isEqualTo(new Decision.ToOwner(OBJECTS, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1", "/v1/", "/v1/objectsX", "/a;b", "/...", "/.well-known/x", "/a..b", "/%FF", "/a//b"})
    void anyOtherPathTakesTheRootRoute(String path) {
        assertThat(router.decide(path)).isEqualTo(new Decision.ToAny(REST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/-", "/-/", "/-/health", "/%2d/observations", "/%2D", "/-//x"})
    void whatIsForThoseInsideHasNoRoute(String path) {
        assertThat(router.decide(path)).isEqualTo(new Decision.NoRoute());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/-/", "/-/health", "/-"})
    void aRouteToWhatIsForThoseInsideIsRefused(String match) {
        assertThatThrownBy(() -> new Route(match, Owner.ANY)).hasMessageContaining("never routed");
    }

    @Test
    void aMatchWithoutTrailingSlashMatchesThatPathAlone() {
        assertThat(router.decide("/v1/objects")).isEqualTo(new Decision.ToAll(LISTING));
    }

    @Test
    void theLongestMatchWinsWhateverTheOrder() {
        var short1 = new Route("/a/", Owner.ANY);
        var long1 = new Route("/a/b/", Owner.ALL);

        for (var order : List.of(List.of(short1, long1), List.of(long1, short1))) {
            assertThat(new Router(new RouteTable(order), 1).decide("/a/b/c")).isEqualTo(new Decision.ToAll(long1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/A", "*", "", "example.org:443", "http://example.org/a"})
    void whatNoRouteMatchesHasNoRoute(String path) {
        var router = new Router(new RouteTable(List.of(new Route("/a", Owner.ANY))), 1);

        assertThat(router.decide(path)).isEqualTo(new Decision.NoRoute());
    }

    static Stream<JsonNode> acceptedKeys() throws IOException {
        return golden("accepted");
    }

    static Stream<JsonNode> refusedKeys() throws IOException {
        return golden("refused");
    }

    private static Stream<JsonNode> golden(String field) throws IOException {
        try (InputStream json = Objects.requireNonNull(RouterTest.class.getResourceAsStream("/protocol/keys.json"))) {
            List<JsonNode> cases = new ArrayList<>();
            new JsonMapper().readTree(json).get(field).forEach(cases::add);
            assertThat(cases).isNotEmpty();
            return cases.stream();
        }
    }
}
