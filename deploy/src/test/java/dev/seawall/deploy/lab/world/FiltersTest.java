package dev.seawall.deploy.lab.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which resources a filter lets through. */
class FiltersTest {
    private static final Filters FILTERS = new Filters("name peer=rules.peers.id");

    @ParameterizedTest
    @CsvSource({
        "name, shop.1, true",
        "name, shop?1, true",
        "name, s*, true",
        "name, shop, false",
        "name, shopx1, false",
        "peer, b, true",
        "peer, c, false",
        "tag:env, prod, true",
        "tag:env, test, false",
        "tag:other, prod, false",
        "tag-key, env, true"
    })
    void wildcardsListsAndTagsMatch(String name, String value, boolean matches) {
        var peers = List.of(Map.of("peers", List.of(Map.of("id", "a"), Map.of("id", "b"))));
        var tags = List.of(new Tag("env", "prod"));
        var tree = Tree.of(Map.of("name", "shop.1", "rules", peers, "tagSet", tags));
        var in = Parameters.parse("Filter.1.Name=" + name + "&Filter.1.Value.1=nothing&Filter.1.Value.2=" + value);

        assertThat(FILTERS.read(in).test(tree)).isEqualTo(matches);
    }
}
