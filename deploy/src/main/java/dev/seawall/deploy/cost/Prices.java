package dev.seawall.deploy.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One region's on-demand prices, from a file beside this class ({@code us-east-1.prices}): USD, before tax, as of a
 * date. A reserved key of that file is {@code date}; every other names a price. Immutable.
 */
public record Prices(String region, String date, Map<String, BigDecimal> byKey) {
    /** The regions that have a file. */
    static final List<String> KNOWN = List.of("us-east-1");

    public Prices {
        byKey = Map.copyOf(byKey);
    }

    /** Nothing when the project has no prices of that region. */
    public static Optional<Prices> of(String region) {
        if (!KNOWN.contains(region)) {
            return Optional.empty();
        }
        try (InputStream in = Prices.class.getResourceAsStream(region + ".prices")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + region + ".prices");
            }
            return Optional.of(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of a key, blanks and a value; {@code #} begins a comment. */
    static Prices parse(String text) {
        Map<String, String> entries = new HashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", -1);
            if (words.length != 2 || entries.put(words[0], words[1]) != null) {
                throw new IllegalArgumentException("a price is a key and a value, each key once, not: " + line);
            }
        }
        String date = entries.remove("date");
        String region = entries.remove("region");
        if (date == null || region == null) {
            throw new IllegalArgumentException("prices need a date and a region");
        }
        Map<String, BigDecimal> prices = new HashMap<>();
        entries.forEach((key, value) -> prices.put(key, new BigDecimal(value)));
        return new Prices(region, date, prices);
    }

    Optional<BigDecimal> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
