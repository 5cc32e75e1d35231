package dev.seawall.deploy.flood.record;

/**
 * A span of time in which one thing was tried, written when it is over. Entries of other kinds belong to the window in
 * whose span they began. Immutable.
 *
 * @param at when measuring began, after the attack had ramped up
 * @param millis how long it was measured
 * @param topology {@code colocated}, {@code lane}, {@code split}, {@code two-doors}, {@code upstream-filter}; {@code
 *     failover} where an Elastic IP is moved from the flooded front door during the window; for a load
 *     run {@code target}
 * @param attack {@code none} in a quiet window, else the attack's name, such as {@code udp}
 * @param strength of the attack in multiples of the interface's rate; 0 in a quiet window; for attacks that don't aim at
 *     the interface, 1
 * @param repeat from 1
 * @param wantedPerSecond the attack's target, in bits for udp, in operations otherwise
 * @param offeredPerSecond what was sent, same unit
 * @param steal share of the computer's time that its host took away, 0 to 1
 * @param busy share of the computer's time that was used, 0 to 1
 * @param discarded why it doesn't count; empty when it does
 */
public record Window(
        long at,
        long millis,
        String topology,
        String attack,
        double strength,
        int repeat,
        double wantedPerSecond,
        double offeredPerSecond,
        double steal,
        double busy,
        String discarded)
        implements Entry {
    public boolean counts() {
        return discarded.isEmpty();
    }

    public boolean isQuiet() {
        return attack.equals("none");
    }

    /** Whether something that began then belongs to it. */
    public boolean covers(long moment) {
        return moment >= at && moment < at + millis;
    }
}
