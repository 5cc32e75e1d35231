package dev.seawall.deploy.flood.scenario;

import java.util.Optional;

/**
 * A span of time in which one thing is to be tried. Immutable.
 *
 * @param assault empty in a quiet window
 * @param repeat from 1
 */
public record PlannedWindow(Optional<Assault> assault, int repeat) {
    static PlannedWindow quiet(int repeat) {
        return new PlannedWindow(Optional.empty(), repeat);
    }

    /** {@code quiet}, {@code udp 2x}. */
    public String words() {
        return assault.map(Assault::words).orElse("quiet");
    }
}
