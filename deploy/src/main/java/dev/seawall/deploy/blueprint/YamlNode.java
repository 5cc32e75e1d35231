package dev.seawall.deploy.blueprint;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document that remembers its line, so that a problem can point at it. Immutable. */
sealed interface YamlNode {
    /** Counted from 1. */
    int line();

    /** What it is, as a person would call it in "must be a number, not …". */
    String described();

    /** A single value; {@code kind} is what YAML took it for. */
    record Scalar(int line, String text, Kind kind) implements YamlNode {
        enum Kind {
            TEXT,
            NUMBER,
            FLAG,
            NOTHING
        }

        @Override
        public String described() {
            return kind == Kind.NOTHING ? "nothing" : text;
        }
    }

    record Sequence(int line, List<YamlNode> items) implements YamlNode {
        @Override
        public String described() {
            return "a list";
        }
    }

    /** Entries in the order of the file. */
    record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String described() {
            return "a group of keys";
        }
    }

    /** The line is that of the key, which may stand above its value. */
    record Entry(int line, YamlNode value) {}
}
