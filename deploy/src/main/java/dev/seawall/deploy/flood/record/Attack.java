package dev.seawall.deploy.flood.record;

import java.util.Map;

/**
 * What an attacker did in an interval.
 *
 * @param attack its name, such as {@code udp}
 * @param target the component's name
 * @param operations packets, connections, requests or streams, whatever it counts
 * @param bits on the wire, Ethernet's headers included; 0 where that isn't what it aims at
 * @param outcomes by kind, such as {@code held}, {@code closed}, {@code refused}, {@code goaway}
 */
public record Attack(
        long at, long millis, String attack, String target, long operations, long bits, Map<String, Long> outcomes)
        implements Entry {
    public Attack {
        outcomes = Map.copyOf(outcomes);
    }
}
