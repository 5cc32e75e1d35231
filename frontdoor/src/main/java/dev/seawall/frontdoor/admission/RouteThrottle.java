package dev.seawall.frontdoor.admission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Turns a part of a route's requests away because an operator said so, by chance: for an incident in which everybody
 * should get something. Costs one read of a field while nobody has.
 *
 * <p>Thread rule: thread-safe, never blocks; {@link #turnAway} by one thread at a time.
 */
public final class RouteThrottle {
    private static final int WHOLE = 100;

    private final Map<String, LongAdder> turnedAway = new HashMap<>();

    /** By route, those above 0; null: none. Replaced as a whole. */
    private volatile @Nullable Map<String, Integer> percents;

    /** @param routes the {@code match} of each */
    public RouteThrottle(List<String> routes) {
        routes.forEach(route -> turnedAway.put(route, new LongAdder()));
    }

    /** So many percent of a route's requests from now on. */
    public void turnAway(String route, int percent) {
        Map<String, Integer> before = percents;
        Map<String, Integer> next = before == null ? new HashMap<>() : new HashMap<>(before);
        if (percent == 0) {
            next.remove(route);
        } else {
            next.put(route, percent);
        }
        percents = next.isEmpty() ? null : Map.copyOf(next);
    }

    /** Whether a request is not to be sent, which counts it: how many percent of its route's are not; 0: it may go. */
    public int turnsAway(String route) {
        Map<String, Integer> now = percents;
        if (now == null) {
            return 0;
        }
        int percent = now.getOrDefault(route, 0);
        if (percent == 0 || ThreadLocalRandom.current().nextInt(WHOLE) >= percent) {
            return 0;
        }
        LongAdder counted = turnedAway.get(route);
        if (counted != null) {
            counted.increment();
        }
        return percent;
    }

    /** How many were turned away, by route. */
    public Map<String, Long> turnedAway() {
        Map<String, Long> sums = new HashMap<>();
        turnedAway.forEach((route, count) -> sums.put(route, count.sum()));
        return sums;
    }
}
