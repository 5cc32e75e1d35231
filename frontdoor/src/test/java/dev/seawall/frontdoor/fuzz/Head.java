package dev.seawall.frontdoor.fuzz;

import java.util.List;
import java.util.Locale;

/**
 * A start line and its fields, one character a byte (ISO 8859-1). Immutable.
 *
 * @param line without its line end
 */
record Head(String line, List<Field> fields) {

    /**
     * One field line.
     *
     * @param name lower case
     * @param value without the white space around it
     */
    record Field(String name, String value) {}

    String method() {
        return word(0);
    }

    String target() {
        return word(1);
    }

    int status() {
        return Integer.parseInt(word(1));
    }

    boolean isInterim() {
        return status() < 200 && status() != 101;
    }

    boolean isHttp10() {
        return line.regionMatches(true, 0, "HTTP/", 0, 5) ? line.startsWith("/1.0 ", 4) : line.endsWith("/1.0");
    }

    /** Whether the sender ends the connection with this message (RFC 9112 §9.3). */
    boolean isLast() {
        return hasOption("close") || (isHttp10() && !hasOption("keep-alive"));
    }

    private boolean hasOption(String option) {
        return values("connection").stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .anyMatch(value -> value.strip().toLowerCase(Locale.ROOT).equals(option));
    }

    /** The values of all lines of that name, in order. */
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    /** The value of the only line of that name. */
    String only(String name) {
        List<String> values = values(name);
        if (values.size() != 1) {
            throw new AssertionError(values.size() + " lines of " + name + " where one is due: " + this);
        }
        return values.getFirst();
    }

    private String word(int index) {
        return line.split(" ", 3)[index];
    }
}
