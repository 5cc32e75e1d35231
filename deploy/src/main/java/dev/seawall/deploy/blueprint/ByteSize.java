package dev.seawall.deploy.blueprint;

import java.util.Optional;
import java.util.regex.Pattern;

/** A number of bytes as people write it: {@code 16KiB}, {@code 100MiB}, {@code 5GiB}; binary units only. Immutable. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9})(B|KiB|MiB|GiB|TiB)?");
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    public static Optional<ByteSize> parse(String text) {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long bytes = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        for (int i = 0; !UNITS[i].equals(unit); i++) {
            bytes *= 1024;
        }
        return Optional.of(new ByteSize(bytes));
    }

    static ByteSize of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** In the largest unit that says it exactly, so that it can be read back. */
    @Override
    public String toString() {
        long count = bytes;
        int unit = 0;
        while (count != 0 && count % 1024 == 0 && unit < UNITS.length - 1) {
            count /= 1024;
            unit++;
        }
        return count + UNITS[unit];
    }
}
