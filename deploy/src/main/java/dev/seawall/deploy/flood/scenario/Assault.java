package dev.seawall.deploy.flood.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One attack at one strength. Immutable.
 *
 * @param times of the interface's rate; 1 for attacks that don't aim at the interface
 * @param perSecond operations; 0 for attacks that aim at the interface
 * @param connections at most so many at once; 0 where there are none
 */
public record Assault(AttackKind kind, double times, int perSecond, int connections) {
    /** Of the interface's rate: more than an attacker of one process can send. */
    public static final int MOST_TIMES = 40;

    private static final Duration LONGEST_SETTLE = Duration.ofSeconds(30);

    /** An attack at each of its strengths, the weakest first. */
    public static List<Assault> of(AttackKind kind, List<Double> times) {
        if (!kind.aimsAtInterface()) {
            return List.of(new Assault(kind, 1, kind.perSecond(), kind.connections()));
        }
        List<Assault> all = new ArrayList<>();
        times.stream().filter(one -> one > 0).sorted().distinct().forEach(one -> all.add(new Assault(kind, one, 0, 0)));
        return all;
    }

    /** What the attacker is to send: bits a second on the wire, or operations. */
    public double wantedPerSecond(long interfaceBitsPerSecond) {
        return kind.aimsAtInterface() ? times * interfaceBitsPerSecond : perSecond;
    }

    /** How long it takes to settle: where connections are held, until all of them are. */
    public Duration settle(Duration usual) {
        if (!kind.holds()) {
            return usual;
        }
        var all = Duration.ofMillis(1000L * connections / perSecond);
        var most = all.compareTo(LONGEST_SETTLE) < 0 ? all : LONGEST_SETTLE;
        return most.compareTo(usual) < 0 ? usual : most;
    }

    /** {@code udp 2x}, {@code tls}. */
    public String words() {
        return kind.aimsAtInterface()
                ? kind.label() + " " + (times == Math.rint(times) ? Long.toString((long) times) : times(times)) + "x"
                : kind.label();
    }

    private static String times(double times) {
        return String.format(Locale.ROOT, "%.1f", times);
    }
}
