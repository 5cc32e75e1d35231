package dev.seawall.deploy.blueprint;

import dev.seawall.deploy.blueprint.YamlNode.Entry;
import dev.seawall.deploy.blueprint.YamlNode.Mapping;
import dev.seawall.deploy.blueprint.YamlNode.Scalar;
import dev.seawall.deploy.blueprint.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One group of keys being read. Each {@code take…} asks for a key, gives its default when it is absent, and notes a
 * problem (and gives the default) when its value is of no use; {@link #done} then notes the keys nobody asked for. Not
 * thread-safe.
 */
public final class Section {
    private final Mapping mapping;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Mapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    /** The key's line, or that of the group it is missing from. */
    int lineOf(String key) {
        var entry = mapping.entries().get(key);
        return entry == null ? mapping.line() : entry.line();
    }

    public void refuse(String key, String rule) {
        problems.add(lineOf(key), name(key) + " " + rule);
    }

    public int takeInt(String key, int least, int most, int otherwise) {
        var scalar = takeScalar(key, "a whole number");
        if (scalar == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(scalar.text());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        refuse(key, "must be " + least + " to " + most + ", not " + scalar.described());
        return otherwise;
    }

    public boolean takeFlag(String key, boolean otherwise) {
        var scalar = takeScalar(key, "true or false");
        if (scalar == null) {
            return otherwise;
        }
        if (scalar.kind() != Scalar.Kind.FLAG) {
            refuse(key, "must be true or false, not " + scalar.described());
            return otherwise;
        }
        return Boolean.parseBoolean(scalar.text());
    }

    ByteSize takeSize(String key, ByteSize least, ByteSize most, ByteSize otherwise) {
        var scalar = takeScalar(key, "a size such as 100MiB");
        if (scalar == null) {
            return otherwise;
        }
        var size = ByteSize.parse(scalar.text());
        if (size.isPresent() && size.get().compareTo(least) >= 0 && size.get().compareTo(most) <= 0) {
            return size.get();
        }
        refuse(key, "must be a size from " + least + " to " + most + ", not " + scalar.described());
        return otherwise;
    }

    public String takeChoice(String key, List<String> choices, String otherwise) {
        var scalar = takeScalar(key, "one of " + String.join(", ", choices));
        if (scalar == null || choices.contains(scalar.text())) {
            return scalar == null ? otherwise : scalar.text();
        }
        refuse(key, "must be one of " + String.join(", ", choices) + ", not " + scalar.described());
        return otherwise;
    }

    /**
     * A text of a shape.
     *
     * @param rule completes "must be …"
     */
    public String takeText(String key, Pattern shape, String rule, String otherwise) {
        var scalar = takeScalar(key, rule);
        if (scalar == null || shape.matcher(scalar.text()).matches()) {
            return scalar == null ? otherwise : scalar.text();
        }
        refuse(key, "must be " + rule + ", not " + scalar.described());
        return otherwise;
    }

    /** One text or a list of them, each of the shape; never empty. */
    public List<String> takeTexts(String key, Pattern shape, String rule, List<String> otherwise) {
        var value = take(key);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Sequence sequence)) {
            return List.of(takeText(key, shape, rule, ""));
        }
        List<String> texts = new ArrayList<>();
        for (var item : sequence.items()) {
            if (item instanceof Scalar scalar && shape.matcher(scalar.text()).matches()) {
                texts.add(scalar.text());
            } else {
                problems.add(
                        item.line(), name(key) + " must be " + rule + ", or a list of such, not " + item.described());
            }
        }
        if (sequence.items().isEmpty()) {
            refuse(key, "must be " + rule + ", or a list of such, not an empty one");
        }
        return texts.isEmpty() ? otherwise : List.copyOf(texts);
    }

    /** As {@link #takeText}, for a key without which nothing can be done. */
    public String requireText(String key, Pattern shape, String rule) {
        if (!mapping.entries().containsKey(key)) {
            known.add(key);
            refuse(key, "is missing: it must be " + rule);
            return "";
        }
        return takeText(key, shape, rule, "");
    }

    public Section takeSection(String key) {
        var value = take(key);
        if (value instanceof Mapping inner) {
            return new Section(inner, name(key), problems);
        }
        if (value != null) {
            refuse(key, "must be a group of keys, not " + value.described());
        }
        return new Section(new Mapping(lineOf(key), Map.of()), name(key), problems);
    }

    /** Empty when the key is absent; an item that is no group of keys is a problem and left out. */
    public List<Section> takeSections(String key) {
        var value = take(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Sequence sequence)) {
            refuse(key, "must be a list, not " + value.described());
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            var item = sequence.items().get(i);
            String itemPath = name(key) + "[" + (i + 1) + "]";
            if (item instanceof Mapping inner) {
                sections.add(new Section(inner, itemPath, problems));
            } else {
                problems.add(item.line(), itemPath + " must be a group of keys, not " + item.described());
            }
        }
        return sections;
    }

    public boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /** The value as it stands, for a key that may hold several kinds; null when absent. */
    @Nullable
    YamlNode take(String key) {
        known.add(key);
        Entry entry = mapping.entries().get(key);
        return entry == null ? null : entry.value();
    }

    public void done() {
        var entries = new HashMap<>(mapping.entries());
        entries.keySet().removeAll(known);
        entries.forEach((key, entry) -> {
            var hint = Spelling.nearest(key, known)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("known here: " + String.join(", ", known));
            problems.add(entry.line(), name(key) + " is not a key; " + hint);
        });
    }

    private @Nullable Scalar takeScalar(String key, String rule) {
        var value = take(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Scalar scalar && scalar.kind() != Scalar.Kind.NOTHING) {
            return scalar;
        }
        refuse(key, "must be " + rule + ", not " + value.described());
        return null;
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
