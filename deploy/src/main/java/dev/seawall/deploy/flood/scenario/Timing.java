package dev.seawall.deploy.flood.scenario;

import java.time.Duration;

/**
 * How long things last. Immutable.
 *
 * @param settle between an attack's first packets and measuring
 * @param measure the window
 * @param recover at most so long is waited, after an attack, until the storage is as fast as before it
 * @param repeats how often each attack has its window, with quiet ones in between
 */
public record Timing(Duration settle, Duration measure, Duration recover, int repeats) {
    public Timing repeated(int times) {
        return new Timing(settle, measure, recover, times);
    }
}
