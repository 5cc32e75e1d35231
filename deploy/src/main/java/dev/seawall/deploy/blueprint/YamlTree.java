package dev.seawall.deploy.blueprint;

import dev.seawall.deploy.blueprint.YamlNode.Entry;
import dev.seawall.deploy.blueprint.YamlNode.Mapping;
import dev.seawall.deploy.blueprint.YamlNode.Scalar;
import dev.seawall.deploy.blueprint.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads one YAML document into {@link YamlNode}s. Jackson's own tree forgets where a value stood, and its binding stops
 * at the first problem. Not thread-safe: one per document.
 */
final class YamlTree {
    private final JsonParser parser;
    private final Problems problems;

    private YamlTree(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The document's top-level keys; an empty mapping when it is empty or not a mapping at all, which is a problem. */
    static Mapping read(String yaml, Problems problems) {
        var empty = new Mapping(1, Map.of());
        try (var parser = new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
            if (parser.nextToken() == null) {
                problems.add(1, "the file is empty");
                return empty;
            }
            var root = new YamlTree(parser, problems).node(parser.currentToken(), "");
            if (parser.nextToken() != null) {
                problems.add(parser.currentTokenLocation().getLineNr(), "a second document begins; there may be one");
            }
            if (root instanceof Mapping mapping) {
                return mapping;
            }
            problems.add(root.line(), "the file must hold keys and values, not " + root.described());
            return empty;
        } catch (JacksonException e) {
            var location = e.getLocation();
            problems.add(location == null ? 1 : Math.max(1, location.getLineNr()), "not YAML: " + withoutExcerpt(e));
            return empty;
        }
    }

    /** What the parser says, without the lines that show and place it. */
    private static String withoutExcerpt(JacksonException e) {
        String sentence = String.valueOf(e.getOriginalMessage())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" ") && !line.startsWith("in reader"))
                .collect(Collectors.joining(", "));
        return sentence.isEmpty() ? "it could not be parsed" : sentence;
    }

    private YamlNode node(@Nullable JsonToken token, String path) {
        int line = parser.currentTokenLocation().getLineNr();
        if (token == JsonToken.START_OBJECT) {
            return mapping(line, path);
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            for (var next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                items.add(node(next, path + "[" + (items.size() + 1) + "]"));
            }
            return new Sequence(line, List.copyOf(items));
        }
        if (token == null || token == JsonToken.VALUE_NULL) {
            return new Scalar(line, "", Scalar.Kind.NOTHING);
        }
        var kind = token.isNumeric() ? Scalar.Kind.NUMBER : token.isBoolean() ? Scalar.Kind.FLAG : Scalar.Kind.TEXT;
        return new Scalar(line, parser.getString(), kind);
    }

    private Mapping mapping(int line, String path) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            int keyLine = parser.currentTokenLocation().getLineNr();
            String key = parser.currentName();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            var entry = new Entry(keyLine, node(parser.nextToken(), keyPath));
            var earlier = entries.putIfAbsent(key, entry);
            if (earlier != null) {
                problems.add(keyLine, keyPath + " is given twice, first in line " + earlier.line());
            }
        }
        return new Mapping(line, entries);
    }
}
