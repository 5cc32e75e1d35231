package dev.seawall.frontdoor.admission;

import dev.seawall.frontdoor.config.Rules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A route whose answers may take another time to begin than those of others. Immutable.
 *
 * @param route its {@code match}
 * @param read null: as for all
 * @param write null: as for all
 */
public record RouteTarget(
        String route, @Nullable Duration read, @Nullable Duration write) {
    static final Duration SHORTEST = Duration.ofMillis(1);
    static final Duration LONGEST = Duration.ofMinutes(10);

    public RouteTarget {
        Rules rules = new Rules();
        if (read != null) {
            rules.between("read", read, SHORTEST, LONGEST);
        }
        if (write != null) {
            rules.between("write", write, SHORTEST, LONGEST);
        }
        rules.check();
    }
}
