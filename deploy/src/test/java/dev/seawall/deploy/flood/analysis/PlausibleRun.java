package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Attack;
import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.Fsyncs;
import dev.seawall.deploy.flood.record.Happening;
import dev.seawall.deploy.flood.record.Latency;
import dev.seawall.deploy.flood.record.Polite;
import dev.seawall.deploy.flood.record.Run;
import dev.seawall.deploy.flood.record.Usage;
import dev.seawall.deploy.flood.record.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** A run's log with numbers as they were seen on one machine, always the same ones. Not thread-safe. */
public final class PlausibleRun {
    private static final long START = 1_795_400_000_000L;
    private static final long INTERVAL = 500;
    private static final double INTERFACE = 50e6;

    private final Random random = new Random(7);
    private final List<Entry> log = new ArrayList<>();
    private final String kind;
    private long now = START;
    private double steal = 0.02;
    private double busy = 0.41;
    private String discarded = "";
    private int repeat;

    private PlausibleRun(String kind, List<String> arguments, String hypothesis) {
        this.kind = kind;
        log.add(new Run(
                START,
                kind,
                arguments,
                hypothesis,
                Map.of("seawall", "0.1.0", "java", "25.0.1", "kernel", "6.18.5", "nft", "1.0.6", "nbdkit", "1.32.5"),
                Map.of("cores", "2", "processor", "AMD EPYC", "memory", "8 GiB"),
                Map.of(
                        "interface", "50 Mbit/s",
                        "queue", "100 packets, drop-tail",
                        "polite rate", "50 requests/s per front door",
                        "flood pacing", "Poisson, 600 to 1400 B payload"),
                List.of(
                        "ip netns add front-door-1",
                        "tc qdisc add dev eth0 root handle 1: tbf rate 50mbit burst 6250 limit 160000",
                        "tc qdisc add dev eth0 parent 1:1 handle 10: pfifo limit 100"),
                List.of("The volume server keeps its image in memory: this computer's disk was not measured.")));
        now += 4_000;
    }

    public static PlausibleRun flood(String... arguments) {
        return new PlausibleRun(
                "flood",
                List.of(arguments),
                "A flood at the public address fills the interface of the instance that has it. An application on that"
                        + " instance loses its network volume; on an instance of its own it does not notice.");
    }

    public static PlausibleRun load() {
        return new PlausibleRun(
                "load", List.of("http://127.0.0.1:8080/"), "The target answers 40 requests per second.");
    }

    /** All topologies under UDP floods, as seen by hand. */
    public static PlausibleRun table(int repeats, double... strengths) {
        PlausibleRun run = flood("flood");
        for (String topology : List.of("colocated", "lane", "split", "two-doors")) {
            run.topology(topology, repeats, strengths);
        }
        return run;
    }

    PlausibleRun steal(double share) {
        steal = share;
        return this;
    }

    PlausibleRun busy(double share) {
        busy = share;
        return this;
    }

    PlausibleRun discarded(String why) {
        discarded = why;
        return this;
    }

    public PlausibleRun topology(String topology, int repeats, double... strengths) {
        for (int i = 0; i < repeats; i++) {
            for (double strength : strengths) {
                window(topology, 0, Seen.of(topology, 0));
                window(topology, strength, Seen.of(topology, strength));
            }
        }
        now += 4_000;
        return this;
    }

    /**
     * What is to be seen in a window.
     *
     * @param fsyncs per second
     * @param answered by the flooded door, and by the other one; below 0 where there is none
     */
    record Seen(double fsyncs, double p50Millis, double answered, double other) {
        static Seen of(String topology, double strength) {
            double other = topology.equals("two-doors") || topology.equals("failover") ? 1 : -1;
            double through = strength <= 1 ? 1 : 1.0 / strength;
            return switch (topology) {
                case "colocated" ->
                    strength == 0
                            ? new Seen(1245, 0.71, 1, other)
                            : new Seen(
                                    strength < 1 ? 992 : strength == 1 ? 54 : 6.6 / strength,
                                    0.7 * (1 + 180 * strength),
                                    through * through,
                                    other);
                case "lane" -> new Seen(1208, 0.70, through, other);
                default -> new Seen(1356, 0.71, through, other);
            };
        }
    }

    PlausibleRun window(String topology, double strength, Seen seen) {
        return window(topology, strength > 0 ? "udp" : "none", strength, INTERFACE * strength, seen);
    }

    /** Two seconds of settling, which are not measured, then five that are. */
    PlausibleRun window(String topology, String attack, double strength, double wanted, Seen seen) {
        for (int i = 0; i < 4; i++) {
            interval(attack, strength, wanted, seen);
        }
        long at = now;
        for (int i = 0; i < 10; i++) {
            interval(attack, strength, wanted, seen);
        }
        log.add(new Window(
                at, now - at, topology, attack, strength, ++repeat, wanted, wanted * 0.992, steal, busy, discarded));
        return this;
    }

    public PlausibleRun happening(String what, long at) {
        log.add(new Happening(at, what));
        return this;
    }

    public PlausibleRun add(Entry entry) {
        log.add(entry);
        return this;
    }

    public long now() {
        return now;
    }

    public List<Entry> log() {
        return List.copyOf(log);
    }

    private void interval(String attack, double strength, double wanted, Seen seen) {
        double noise = 0.95 + 0.1 * random.nextDouble();
        long done = Math.round(seen.fsyncs() * noise * INTERVAL / 1000);
        if (kind.equals("flood")) {
            log.add(new Fsyncs(
                    now, INTERVAL, "worker-1", done, 0, done > 3 ? 1 : 300, latency(done, seen.p50Millis())));
        }
        polite(kind.equals("load") ? "http://127.0.0.1:8080/" : "front-door-1", seen.answered(), now);
        if (seen.other() >= 0) {
            polite("front-door-2", seen.other(), now);
        }
        if (!attack.equals("none")) {
            boolean udp = attack.equals("udp");
            log.add(new Attack(
                    now,
                    INTERVAL,
                    attack,
                    "front-door-1",
                    Math.round((udp ? wanted / 8400 : wanted) / 2),
                    udp ? Math.round(wanted * noise / 2) : 0,
                    udp ? Map.of() : Map.of("closed", 40L)));
        }
        double passed = Math.min(strength, 1) * INTERFACE / 16;
        log.add(new Usage(
                now,
                INTERVAL,
                "front-door-1",
                Math.round(40 * noise),
                (long) passed,
                strength > 1 ? 2_500 : 0,
                60_000,
                0,
                150_000_000));
        now += INTERVAL;
    }

    void polite(String target, double answered, long at) {
        long due = 25;
        long got = Math.round(due * answered);
        log.add(new Polite(
                at,
                INTERVAL,
                target,
                due,
                got,
                got < due ? Map.of("timeout", due - got) : Map.of(),
                latency(got, answered < 1 ? 400 : 2.1)));
    }

    private Latency latency(long count, double medianMillis) {
        Histogram histogram = Latency.histogram();
        for (long i = 0; i < count; i++) {
            histogram.recordValue(Latency.clamp((long) (1000 * medianMillis * Math.exp(0.5 * random.nextGaussian()))));
        }
        return Latency.of(histogram);
    }
}
