package dev.seawall.backend.config;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document with the line it (or its key) stands on. Immutable. */
sealed interface YamlNode {
    int line();

    /** What it is, for a message: {@code the number 5}. */
    String describe();

    /**
     * A single value.
     *
     * @param text as written, without quotes
     */
    record Scalar(int line, Kind kind, String text) implements YamlNode {
        enum Kind {
            TEXT,
            NUMBER,
            BOOLEAN,
            NOTHING
        }

        @Override
        public String describe() {
            return switch (kind) {
                case TEXT -> "the text \"" + text + '"';
                case NUMBER -> "the number " + text;
                case BOOLEAN -> text;
                case NOTHING -> "nothing";
            };
        }
    }

    record Sequence(int line, List<YamlNode> items) implements YamlNode {
        @Override
        public String describe() {
            return "a list";
        }
    }

    record Mapping(int line, Map<String, YamlNode> entries) implements YamlNode {
        @Override
        public String describe() {
            return "a mapping";
        }
    }
}
