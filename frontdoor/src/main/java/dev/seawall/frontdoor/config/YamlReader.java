package dev.seawall.frontdoor.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one YAML document into {@link YamlNode}s, keeping lines. Repeated keys and references ({@code *name}) are
 * problems: both make a file say something else than it seems to.
 *
 * <p>Thread rule: for one document and one thread.
 */
final class YamlReader {
    private final List<ConfigProblem> problems;

    YamlReader(List<ConfigProblem> problems) {
        this.problems = problems;
    }

    /** The document; an empty file is an empty mapping. Null when it can't be parsed, which is then a problem. */
    @Nullable
    YamlNode read(String yaml) {
        try (YAMLParser parser = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
            if (parser.nextToken() == null) {
                return new YamlNode.Mapping(0, Map.of());
            }
            YamlNode document = node(parser, line(parser), "");
            if (parser.nextToken() != null) {
                problems.add(new ConfigProblem(line(parser), "", "a second document begins here; one is wanted"));
            }
            return document;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String finding = e.getOriginalMessage().lines().findFirst().orElse("no reason given");
            problems.add(new ConfigProblem(Math.max(0, line), "", "can't be read as YAML: " + finding));
            return null;
        }
    }

    /** @param line where the node's key is, or the node itself when it has none */
    private YamlNode node(YAMLParser parser, int line, String path) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, line, path);
            case START_ARRAY -> sequence(parser, line, path);
            case VALUE_TRUE, VALUE_FALSE -> new YamlNode.Scalar(line, YamlNode.Scalar.Kind.BOOLEAN, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new YamlNode.Scalar(line, YamlNode.Scalar.Kind.NUMBER, parser.getString());
            case VALUE_NULL -> new YamlNode.Scalar(line, YamlNode.Scalar.Kind.NOTHING, "");
            default -> text(parser, line, path);
        };
    }

    private YamlNode text(YAMLParser parser, int line, String path) {
        if (parser.isCurrentAlias()) {
            problems.add(new ConfigProblem(line, path, "must be written out, not referred to with *"));
        }
        return new YamlNode.Scalar(line, YamlNode.Scalar.Kind.TEXT, parser.getString());
    }

    private YamlNode mapping(YAMLParser parser, int line, String path) {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = line(parser);
            parser.nextToken();
            String keyPath = path.isEmpty() ? key : path + '.' + key;
            YamlNode earlier = entries.putIfAbsent(key, node(parser, keyLine, keyPath));
            if (earlier != null) {
                problems.add(new ConfigProblem(keyLine, keyPath, "is given twice, first in line " + earlier.line()));
            }
        }
        return new YamlNode.Mapping(line, entries);
    }

    private YamlNode sequence(YAMLParser parser, int line, String path) {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser, line(parser), path + '[' + items.size() + ']'));
        }
        return new YamlNode.Sequence(line, items);
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
