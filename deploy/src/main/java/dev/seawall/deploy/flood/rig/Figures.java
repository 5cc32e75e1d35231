package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.flood.record.Attack;
import dev.seawall.deploy.flood.record.Fsyncs;
import dev.seawall.deploy.flood.record.Latency;
import dev.seawall.deploy.flood.record.Polite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first numbers of a span of time, for whoever watches the run; the report has them all. Immutable.
 *
 * @param fsyncsPerSecond of the worker's volume
 * @param fsyncP50Millis NaN when none returned
 * @param answered share of the polite requests that were answered, by front door
 * @param offeredPerSecond by the attacker: bits, or operations
 * @param intervals that the numbers are from; 0 when nothing was seen
 */
public record Figures(
        double fsyncsPerSecond,
        double fsyncP50Millis,
        Map<String, Double> answered,
        double offeredPerSecond,
        int intervals) {
    public Figures {
        answered = Map.copyOf(answered);
    }

    static Figures of(Recorder recorder, long from, long to) {
        List<Fsyncs> fsyncs = recorder.between(Fsyncs.class, from, to);
        var latency = Latency.sum(fsyncs.stream().map(Fsyncs::latency).toList());
        double p50 = latency.getTotalCount() == 0 ? Double.NaN : latency.getValueAtPercentile(50) / 1000.0;
        Map<String, long[]> counts = new LinkedHashMap<>();
        for (Polite one : recorder.between(Polite.class, from, to)) {
            long[] count = counts.computeIfAbsent(one.target(), name -> new long[2]);
            count[0] += one.due();
            count[1] += one.answered();
        }
        Map<String, Double> answered = new LinkedHashMap<>();
        counts.forEach((name, count) -> answered.put(name, count[0] == 0 ? 1 : (double) count[1] / count[0]));
        return new Figures(
                perSecond(
                        fsyncs.stream().mapToLong(Fsyncs::done).sum(),
                        fsyncs.stream().mapToLong(Fsyncs::millis).sum()),
                p50,
                answered,
                offered(recorder.between(Attack.class, from, to)),
                fsyncs.size());
    }

    private static double offered(List<Attack> attacks) {
        long bits = attacks.stream().mapToLong(Attack::bits).sum();
        long operations = attacks.stream().mapToLong(Attack::operations).sum();
        boolean inBits = attacks.stream().anyMatch(one -> one.attack().equals("udp"));
        return perSecond(
                inBits ? bits : operations,
                attacks.stream().mapToLong(Attack::millis).sum());
    }

    private static double perSecond(long count, long millis) {
        return millis == 0 ? 0 : count * 1000.0 / millis;
    }
}
