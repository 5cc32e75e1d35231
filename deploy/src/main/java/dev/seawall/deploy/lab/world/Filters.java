package dev.seawall.deploy.lab.world;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * EC2's filters: all filters must match, any of a filter's values is enough, {@code *} and {@code ?} are wildcards,
 * lists match by any item. A kind's table says where each filter looks; {@code tag:KEY} and {@code tag-key} work
 * wherever there is a tagSet. Immutable.
 */
public final class Filters {
    private static final int MAX_VALUES = 200;
    private static final Pattern DASH = Pattern.compile("-(.)");

    private final Map<String, String> paths = new HashMap<>();

    /**
     * A table like {@code "vpc-id state cidr=cidrBlock"}: a filter's name, and where it looks if not in {@code vpcId}.
     */
    public Filters(String table) {
        for (String entry : table.strip().split("\\s+", -1)) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                paths.put(entry, DASH.matcher(entry).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT)));
            } else {
                paths.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
    }

    public Predicate<JsonNode> read(Parameters in) {
        Predicate<JsonNode> all = tree -> true;
        for (Parameters filter : in.structs("Filter")) {
            String name = filter.text("Name");
            List<String> wanted = filter.list("Value");
            if (wanted.isEmpty()) {
                throw ApiError.invalidValue("The filter '" + name + "' has no values");
            }
            if (wanted.size() > MAX_VALUES) {
                throw new ApiError("FilterLimitExceeded", "The maximum number of filter values is " + MAX_VALUES);
            }
            Pattern pattern = pattern(wanted);
            all = all.and(
                    tree -> values(tree, name).anyMatch(v -> pattern.matcher(v).matches()));
            check(name);
        }
        return all;
    }

    private void check(String name) {
        if (!name.startsWith("tag:") && !name.equals("tag-key") && !paths.containsKey(name)) {
            throw ApiError.invalidValue("The filter '" + name + "' is invalid");
        }
    }

    private Stream<String> values(JsonNode tree, String filter) {
        if (filter.startsWith("tag:")) {
            String key = filter.substring("tag:".length());
            return stream(tree.path("tagSet"))
                    .filter(tag -> tag.path("key").asString().equals(key))
                    .map(tag -> tag.path("value").asString());
        }
        return at(tree, paths.getOrDefault(filter, "tagSet.key"));
    }

    /** The texts that a dotted path leads to, through any lists on the way. */
    public static Stream<String> at(JsonNode node, String path) {
        if (node.isArray()) {
            return stream(node).flatMap(item -> at(item, path));
        }
        if (node.isObject()) {
            int dot = path.indexOf('.');
            String name = dot < 0 ? path : path.substring(0, dot);
            return at(node.path(name), dot < 0 ? "" : path.substring(dot + 1));
        }
        return node.isMissingNode() || node.isNull() ? Stream.empty() : Stream.of(node.asString());
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Pattern pattern(List<String> wanted) {
        var regex = new StringBuilder();
        for (String value : wanted) {
            regex.append(regex.isEmpty() ? "" : "|");
            value.codePoints().forEach(c -> regex.append(glob(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String glob(int c) {
        return switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(c));
        };
    }
}
