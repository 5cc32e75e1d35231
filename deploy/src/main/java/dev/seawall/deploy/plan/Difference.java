package dev.seawall.deploy.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One attribute that isn't as wanted; null where the attribute is missing altogether. Immutable. */
public record Difference(
        String key, @Nullable String seen, @Nullable String wanted) {

    static List<Difference> between(SortedMap<String, String> seen, SortedMap<String, String> wanted) {
        var keys = new TreeSet<>(seen.keySet());
        keys.addAll(wanted.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String key : keys) {
            if (!Objects.equals(seen.get(key), wanted.get(key))) {
                differences.add(new Difference(key, seen.get(key), wanted.get(key)));
            }
        }
        return List.copyOf(differences);
    }

    /** {@code size: 50 GiB -> 100 GiB}. */
    @Override
    public String toString() {
        return key + ": " + (seen == null ? "none" : seen) + " -> " + (wanted == null ? "none" : wanted);
    }
}
