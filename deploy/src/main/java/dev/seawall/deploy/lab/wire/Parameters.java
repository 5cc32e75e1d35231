package dev.seawall.deploy.lab.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one call, or of one structure within it. Immutable.
 *
 * <pre>
 * InstanceId.1=i-1                                      list("InstanceId")
 * Filter.1.Name=vpc-id  Filter.1.Value.1=vpc-1          structs("Filter")
 * Placement.AvailabilityZone=us-east-1a                 text("Placement.AvailabilityZone")
 * </pre>
 */
public final class Parameters {
    private final String path;
    private final NavigableMap<String, String> values;

    private Parameters(String path, NavigableMap<String, String> values) {
        this.path = path;
        this.values = values;
    }

    /** Reads a form-encoded body or a query string. */
    public static Parameters parse(String form) {
        var values = new TreeMap<String, String>();
        for (int from = 0; from < form.length(); ) {
            int end = form.indexOf('&', from);
            String pair = form.substring(from, end < 0 ? form.length() : end);
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (values.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw ApiError.invalidValue("The parameter " + name + " occurs more than once");
            }
            from = end < 0 ? form.length() : end + 1;
        }
        return new Parameters("", values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiError("MalformedQueryString", "The query string contains a syntax error: " + text);
        }
    }

    /** Whether the parameter, or any part of it, was given. */
    public boolean has(String name) {
        return values.containsKey(name) || !under(name).isEmpty();
    }

    public @Nullable String find(String name) {
        return values.get(name);
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw ApiError.missing(path + name);
        }
        return value;
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** A word out of a closed set. */
    public String oneOf(String name, String otherwise, Set<String> allowed) {
        String value = text(name, otherwise);
        if (!allowed.contains(value)) {
            throw invalid(name, value, "Expected one of " + new TreeSet<>(allowed) + ".");
        }
        return value;
    }

    public int integer(String name, int otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw invalid(name, value, "It must be an integer.");
        }
    }

    public boolean flag(String name, boolean otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, value, "It must be true or false.");
        };
    }

    /** The values {@code name.1}, {@code name.2}, … in the order of their numbers. */
    public List<String> list(String name) {
        var numbered = new TreeMap<Integer, String>();
        under(name).forEach((rest, value) -> numbered.put(number(name, rest), value));
        return new ArrayList<>(numbered.values());
    }

    /** The structures {@code name.1.…}, {@code name.2.…}, … in the order of their numbers. */
    public List<Parameters> structs(String name) {
        var numbered = new TreeMap<Integer, NavigableMap<String, String>>();
        under(name).forEach((rest, value) -> {
            int dot = rest.indexOf('.');
            int number = number(name, dot < 0 ? rest : rest.substring(0, dot));
            numbered.computeIfAbsent(number, n -> new TreeMap<>()).put(dot < 0 ? "" : rest.substring(dot + 1), value);
        });
        var structs = new ArrayList<Parameters>();
        numbered.forEach((number, fields) -> structs.add(new Parameters(path + name + "." + number + ".", fields)));
        return structs;
    }

    /** The names before the first dot: what an operation must declare to accept. */
    public Set<String> roots() {
        var roots = new TreeSet<String>();
        for (String name : values.keySet()) {
            int dot = name.indexOf('.');
            roots.add(dot < 0 ? name : name.substring(0, dot));
        }
        return roots;
    }

    /** Everything said, in one line: equal for equal requests. */
    public String fingerprint() {
        return values.toString();
    }

    public ApiError invalid(String name, String value, String why) {
        return ApiError.invalidValue("Value (" + value + ") for parameter " + path + name + " is invalid. " + why);
    }

    private NavigableMap<String, String> under(String name) {
        var found = new TreeMap<String, String>();
        String prefix = name + ".";
        values.subMap(prefix, true, name + "/", false)
                .forEach((key, value) -> found.put(key.substring(prefix.length()), value));
        return found;
    }

    private int number(String name, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new ApiError("MalformedQueryString", path + name + "." + digits + ": a list is numbered from 1");
        }
    }
}
