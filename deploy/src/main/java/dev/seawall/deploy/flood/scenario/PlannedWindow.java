package dev.seawall.deploy.flood.scenario;

import java.util.Optional;

/**
 * A span of time in which one thing is to be tried. Immutable.
 *
 * @param assault empty in a quiet window
 * @param repeat from 1
 * @param again whether it is the second try, after a first one that was discarded
 */
public record PlannedWindow(Optional<Assault> assault, int repeat, boolean again) {
    static PlannedWindow quiet(int repeat) {
        return new PlannedWindow(Optional.empty(), repeat, false);
    }

    static PlannedWindow of(Assault assault, int repeat) {
        return new PlannedWindow(Optional.of(assault), repeat, false);
    }

    public PlannedWindow onceMore() {
        return new PlannedWindow(assault, repeat, true);
    }

    /** {@code quiet}, {@code udp 2x}. */
    public String words() {
        return assault.map(Assault::words).orElse("quiet");
    }
}
