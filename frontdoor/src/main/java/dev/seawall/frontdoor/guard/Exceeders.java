package dev.seawall.frontdoor.guard;

import dev.seawall.frontdoor.guard.NetworkTable.Excess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds the networks that asked for more than their share lately, by reading through all that is remembered.
 *
 * <p>Thread rule: for one thread, at one moment.
 */
final class Exceeders {
    private static final long LATELY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_SHOWN = 20;

    private final Allowance patience;
    private final long now;
    private final List<GuardFacts.Exceeding> found = new ArrayList<>();

    /** @param patience what is left of which is kept empty of who is turned off */
    Exceeders(Allowance patience, long now) {
        this.patience = patience;
        this.now = now;
    }

    /** Adds those of a table; the number of all that are in it. */
    int read(NetworkTable table, boolean isWide) {
        int[] remembered = {0};
        table.each(place -> {
            remembered[0]++;
            long ago = now - table.read(place, NetworkTable.EXCEEDED_AT);
            if (table.hasExceeded(place) && ago < LATELY_NANOS) {
                found.add(exceeding(table, isWide, place, Math.max(0, ago)));
            }
        });
        return remembered[0];
    }

    private GuardFacts.Exceeding exceeding(NetworkTable table, boolean isWide, int place, long ago) {
        return new GuardFacts.Exceeding(
                Address.network(table.read(place, NetworkTable.KEY), isWide),
                table.open(place),
                table.counted(place, Excess.REQUESTS),
                table.counted(place, Excess.CONNECTIONS),
                table.counted(place, Excess.TURNED_OFF),
                table.isKeptEmpty(place, NetworkTable.PATIENCE, patience, now),
                Duration.ofNanos(ago));
    }

    /** The heaviest first. */
    List<GuardFacts.Exceeding> heaviest() {
        found.sort(Comparator.comparingLong(GuardFacts.Exceeding::weight).reversed());
        return List.copyOf(found.subList(0, Math.min(MOST_SHOWN, found.size())));
    }
}
