package dev.seawall.frontdoor.differential.wire;

import java.util.List;
import java.util.Locale;

/** The head of a message that was read plainly. Immutable. */
public record Head(String line, List<Field> fields) {

    /** A field as it came, less the space around its value. */
    public record Field(String name, String value) {

        /** {@code name: value} with the name in lower case, by which fields are compared. */
        public String comparable() {
            return lowerCaseName() + ": " + value;
        }

        public String lowerCaseName() {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    public Head {
        fields = List.copyOf(fields);
    }

    /** Of a request. */
    public String method() {
        return line.substring(0, line.indexOf(' '));
    }

    /** Of a request. */
    public String target() {
        return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
    }

    /** Of an answer. */
    public int status() {
        return Integer.parseInt(line.substring(9, 12));
    }

    public boolean isInterim() {
        return status() < 200 && status() != 101;
    }

    /** In order, as many as there are lines of it. */
    public List<String> values(String lowerCaseName) {
        return fields.stream()
                .filter(field -> field.lowerCaseName().equals(lowerCaseName))
                .map(Field::value)
                .toList();
    }
}
