package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Oddity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why Seawall and another proxy differ in one way, where a message is odd in one of these ways. Immutable.
 *
 * @param oddities each of them alone is enough; none: whatever the message, as chance has it
 * @param with an oddity that must come along; null: none
 * @param why with the rule it follows from
 */
record Explanation(
        Set<Opinion> opinions,
        Kind kind,
        List<Oddity> oddities,
        @Nullable Oddity with,
        String why) {

    /** That Seawall differs from the one, from the other, and from both. */
    static final Set<Opinion> JETTY = Set.of(Opinion.JETTY);

    static final Set<Opinion> NGINX = Set.of(Opinion.NGINX);
    static final Set<Opinion> BOTH = Set.of(Opinion.values());

    Explanation {
        opinions = Set.copyOf(opinions);
        oddities = List.copyOf(oddities);
    }

    static Explanation explain(Set<Opinion> opinions, Kind kind, String why, Oddity... oddities) {
        return new Explanation(opinions, kind, List.of(oddities), null, why);
    }

    /** The same, only where {@code other} comes along. */
    Explanation with(Oddity other) {
        return new Explanation(opinions, kind, oddities, other, why);
    }

    boolean explains(Difference difference) {
        return isOf(difference) && (oddities.isEmpty() || oddities.stream().anyMatch(difference.oddities()::contains));
    }

    private boolean isOf(Difference difference) {
        return opinions.contains(difference.opinion())
                && difference.kind() == kind
                && (with == null || difference.oddities().contains(with));
    }

    /** What of it none of these differences shows, of those to {@code opinion}. */
    List<String> idle(Opinion opinion, List<Difference> differences) {
        if (!opinions.contains(opinion)) {
            return List.of();
        }
        List<Difference> shown = differences.stream()
                .filter(difference -> difference.opinion() == opinion && isOf(difference))
                .toList();
        if (oddities.isEmpty()) {
            return shown.isEmpty() ? List.of(opinion + " " + kind) : List.of();
        }
        return oddities.stream()
                .filter(oddity ->
                        shown.stream().noneMatch(each -> each.oddities().contains(oddity)))
                .map(oddity -> opinion + " " + kind + " " + oddity.name())
                .toList();
    }

    /** Its row in the table. */
    String row() {
        String when = oddities.isEmpty()
                ? "anything"
                : oddities.stream().map(Oddity::label).collect(Collectors.joining("; "));
        return "| " + when + (with == null ? "" : " (to " + with.label() + ")") + " | " + kind.seawall() + " | "
                + theirs(Opinion.JETTY) + " | " + theirs(Opinion.NGINX) + " | " + why + " |";
    }

    private String theirs(Opinion opinion) {
        return opinions.contains(opinion) ? kind.other() : "the same";
    }
}
