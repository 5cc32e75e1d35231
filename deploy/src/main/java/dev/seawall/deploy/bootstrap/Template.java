package dev.seawall.deploy.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of this package with named holes, {@code @slot@}. Immutable. */
record Template(String name, String text) {
    private static final Pattern HOLE = Pattern.compile("@([a-zA-Z0-9]+)@");

    static Template of(String resource) {
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from this program");
            }
            return new Template(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills every hole with a word of a shell: whatever the value, it stays one word and nothing in it is obeyed. */
    String inShell(Map<String, String> values) {
        return fill(values, value -> "'" + value.replace("'", "'\\''") + "'");
    }

    /** Fills every hole with a value as it is; one that could end its line is refused. */
    String inLines(Map<String, String> values) {
        return fill(values, value -> {
            if (value.chars().anyMatch(c -> c < ' ')) {
                throw new IllegalArgumentException("a value for " + name + " holds a control character: " + value);
            }
            return value;
        });
    }

    private String fill(Map<String, String> values, UnaryOperator<String> written) {
        Set<String> holes = new TreeSet<>();
        String filled = HOLE.matcher(text).replaceAll(hole -> {
            holes.add(hole.group(1));
            return Matcher.quoteReplacement(written.apply(values.getOrDefault(hole.group(1), "")));
        });
        if (!holes.equals(values.keySet())) {
            throw new IllegalArgumentException(
                    name + " has the holes " + holes + ", not " + new TreeSet<>(values.keySet()));
        }
        return filled;
    }
}
