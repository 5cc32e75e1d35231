package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Usage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a component used in a cell. Immutable.
 *
 * @param cores processors' worth of time of its programs
 * @param receiveDropsPerSecond packets that found the queue before its interface full
 */
public record Used(
        String component,
        double cores,
        double receivedBitsPerSecond,
        double receiveDropsPerSecond,
        double sentBitsPerSecond,
        double sendDropsPerSecond,
        long mostResidentBytes) {
    static List<Used> of(List<Measured> windows) {
        Map<String, List<Usage>> byComponent = windows.stream()
                .flatMap(one -> one.usage().stream())
                .collect(Collectors.groupingBy(Usage::component, TreeMap::new, Collectors.toList()));
        return byComponent.entrySet().stream()
                .map(one -> of(one.getKey(), one.getValue()))
                .toList();
    }

    private static Used of(String component, List<Usage> entries) {
        return new Used(
                component,
                Rates.perSecond(entries, Usage::cpuMillis, Usage::millis) / 1000,
                8 * Rates.perSecond(entries, Usage::receivedBytes, Usage::millis),
                Rates.perSecond(entries, Usage::receiveDrops, Usage::millis),
                8 * Rates.perSecond(entries, Usage::sentBytes, Usage::millis),
                Rates.perSecond(entries, Usage::sendDrops, Usage::millis),
                entries.stream().mapToLong(Usage::residentBytes).max().orElse(0));
    }
}
