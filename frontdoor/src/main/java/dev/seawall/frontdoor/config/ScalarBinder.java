package dev.seawall.frontdoor.config;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scalar as its record component's type: {@code String}, {@code boolean}, {@code int}, {@code Duration},
 * {@code Path} (relative ones start at the file's folder), an enum (written in lower case), or a number of bytes,
 * which is an {@code int} or {@code long} component named {@code bytes} or {@code …Bytes}.
 *
 * <p>Thread rule: immutable.
 *
 * @param folder where relative paths start
 */
record ScalarBinder(Path folder) {

    /** What is wrong with a node as this component's value; null when nothing is. */
    @Nullable
    String findingAgainst(YamlNode node, RecordComponent component) {
        Object value = node instanceof YamlNode.Scalar scalar ? read(scalar, component) : null;
        return value != null ? null : "must be " + wanted(component) + ", not " + node.describe();
    }

    /** @param scalar one that has nothing against it */
    Object valueOf(YamlNode.Scalar scalar, RecordComponent component) {
        return Objects.requireNonNull(read(scalar, component));
    }

    Object defaultOf(RecordComponent component, String text) {
        for (YamlNode.Scalar.Kind kind : YamlNode.Scalar.Kind.values()) {
            Object value = read(new YamlNode.Scalar(0, kind, text), component);
            if (value != null) {
                return value;
            }
        }
        throw new IllegalStateException("@Default(\"" + text + "\") of " + component + " isn't " + wanted(component));
    }

    private @Nullable Object read(YamlNode.Scalar scalar, RecordComponent component) {
        Class<?> type = component.getType();
        if (scalar.kind() == YamlNode.Scalar.Kind.NUMBER) {
            return type == int.class && !isSize(component) ? wholeNumber(scalar.text()) : null;
        }
        if (scalar.kind() == YamlNode.Scalar.Kind.BOOLEAN) {
            return type == boolean.class ? Boolean.valueOf(scalar.text()) : null;
        }
        return scalar.kind() == YamlNode.Scalar.Kind.TEXT ? text(scalar.text(), component) : null;
    }

    private @Nullable Object text(String text, RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return text;
        }
        if (type == Path.class) {
            return text.isBlank() || text.indexOf('\0') >= 0 ? null : folder.resolve(text);
        }
        if (type == Duration.class) {
            return Quantity.duration(text);
        }
        if (isSize(component)) {
            return size(text, type);
        }
        return type.isEnum() ? constant(text, type) : null;
    }

    private static @Nullable Object size(String text, Class<?> type) {
        Long bytes = Quantity.bytes(text);
        if (bytes == null || type == long.class) {
            return bytes;
        }
        return bytes.intValue() == bytes ? bytes.intValue() : null;
    }

    private static @Nullable Integer wholeNumber(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Object constant(String text, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> written(constant).equals(text))
                .findFirst()
                .orElse(null);
    }

    private static String wanted(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isEnum()) {
            List<String> constants = Arrays.stream(type.getEnumConstants())
                    .map(ScalarBinder::written)
                    .toList();
            return "one of " + String.join(", ", constants);
        }
        if (isSize(component)) {
            return "a size such as 512B, 16KiB or 5GiB" + (type == int.class ? " below 2GiB" : "");
        }
        return switch (type.getSimpleName()) {
            case "String" -> "text (in quotes if it looks like something else)";
            case "Path" -> "a path";
            case "Duration" -> "a duration such as 500ms, 30s or 5m";
            case "boolean" -> "true or false";
            case "int" -> "a whole number";
            default -> throw new IllegalStateException("no configuration key can be a " + type);
        };
    }

    private static String written(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isSize(RecordComponent component) {
        return component.getName().endsWith("Bytes") || component.getName().equals("bytes");
    }
}
