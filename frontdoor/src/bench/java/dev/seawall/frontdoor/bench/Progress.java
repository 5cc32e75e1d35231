package dev.seawall.frontdoor.bench;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Tells whoever waits how far the run is, one line a step, apart from the result. Thread rule: one thread. */
final class Progress {
    /** What a load takes beside itself: starting, reading a log. */
    private static final double SECONDS_BESIDE = 0.5;

    private final PrintStream out;
    private final int steps;
    private int done;

    Progress(PrintStream out, Options options) {
        this.out = out;
        long rates = options.half ? options.workloads.stream().filter(Workload::hasRate).count() : 0;
        long java = options.peers.stream().filter(Peer::isJava).count();
        long layouts = options.rounds == 0 ? 0 : options.layouts().size();
        long cells = layouts * (options.workloads.size() + rates) * options.rounds * options.peers.size();
        long warmUps = options.warmUpSeconds == 0 ? 0L : layouts * java * options.workloads.size();
        steps = (int) (cells + warmUps);
        double seconds = cells * (options.seconds + SECONDS_BESIDE) + warmUps * (options.warmUpSeconds + SECONDS_BESIDE);
        say(String.format(
                Locale.ROOT,
                "%d loads of %d s, %d warm-ups of %d s: about %.0f min, until %s",
                cells,
                options.seconds,
                warmUps,
                options.warmUpSeconds,
                seconds / 60,
                LocalTime.now(ZoneId.systemDefault()).plusSeconds((long) seconds).truncatedTo(ChronoUnit.MINUTES)));
    }

    void say(String line) {
        out.println(line);
    }

    void warmed(Layout layout, Workload workload, Peer peer, Load load) {
        step(layout.name(), workload, "warm-up", peer, load.requestsPerSecond(), load.problem() == null ? "" : load.problem());
    }

    void measured(Workload workload, Peer peer, Cell cell) {
        String text = String.format(
                Locale.ROOT,
                "%6.1f us, p99 %6.2f ms; cores: proxy %.2f, generator %.2f, origin %.2f, others %.2f%s%s",
                cell.cpuMicrosPerRequest(),
                cell.p99Millis(),
                cell.proxyShare(),
                cell.generatorShare(),
                cell.originShare(),
                cell.othersShare(),
                cell.isAtRate() ? "  (constant rate)" : "",
                cell.problem() == null ? "" : "  NOT COMPARED: " + cell.problem());
        step(cell.layout(), workload, "round " + cell.round(), peer, cell.requestsPerSecond(), text);
    }

    private void step(String layout, Workload workload, String what, Peer peer, double perSecond, String text) {
        done++;
        say(String.format(
                Locale.ROOT,
                "[%d/%d] %-8s %-8s %-8s %-7s %,7.0f/s %s",
                done,
                steps,
                layout,
                workload,
                what,
                peer,
                perSecond,
                text));
    }
}
