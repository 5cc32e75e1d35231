package dev.seawall.frontdoor.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The result as Markdown. Not thread-safe. */
final class Report {
    /** Of one core, above which a cell counts as disturbed. */
    private static final double DISTURBED = 0.1;

    private final StringBuilder text = new StringBuilder();
    private final Options options;

    Report(Options options, Machine machine) {
        this.options = options;
        line(machine.sentence() + " Options of both programs on Java: " + String.join(" ", options.javaOptions) + ".");
    }

    /** One layout's tables. */
    void add(Comparison comparison) {
        Summary summary = Summary.of(comparison.cells(), comparison.layout());
        Layout layout = comparison.layout();
        String rounds = options.rounds + " rounds of " + options.seconds + " s";
        line("## " + layout.name() + ": " + layout.sentence());
        table(
                "CPU microseconds a request: median of " + rounds + " (least to greatest), and the ratio to HAProxy's",
                (peer, workload) -> cell(
                        summary,
                        peer,
                        workload,
                        false,
                        Cell::cpuMicrosPerRequest,
                        spread -> spread.text("%.1f")));
        table(
                "Requests a second, p50 and p99 in ms, cores taken by proxy / load generator / origin (medians)",
                (peer, workload) -> capacity(summary, peer, workload));
        if (options.half) {
            table(
                    "p99 in ms at half of the slowest peer's capacity, the same constant rate for all, and the ratio to"
                            + " HAProxy's",
                    (peer, workload) -> workload.hasRate()
                            ? cell(summary, peer, workload, true, Cell::p99Millis, spread -> spread.text("%.2f"))
                            : "");
        }
        disturbance(summary.cells());
        comparison.profiles().forEach((workload, profile) -> {
            line("### Where Seawall's CPU goes: " + workload.title);
            line("```\n" + profile + "\n```");
        });
    }

    private static String cell(
            Summary summary,
            Peer peer,
            Workload workload,
            boolean atRate,
            ToDoubleFunction<Cell> value,
            Function<Spread, String> text) {
        Optional<Spread> spread = summary.spread(peer, workload, atRate, value);
        if (spread.isEmpty()) {
            return summary.problem(peer, workload, atRate).orElse("-");
        }
        String ratio = summary.ratio(peer, workload, atRate, value)
                .map(each -> String.format(Locale.ROOT, ", **%.2f**", each.median()))
                .orElse("");
        return text.apply(spread.get()) + ratio;
    }

    private static String capacity(Summary summary, Peer peer, Workload workload) {
        Optional<Spread> rate = summary.spread(peer, workload, false, Cell::requestsPerSecond);
        return rate.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%,.0f; %.1f, %.1f; %.2f / %.2f / %.2f",
                        rate.get().median(),
                        median(summary, peer, workload, Cell::p50Millis),
                        median(summary, peer, workload, Cell::p99Millis),
                        median(summary, peer, workload, Cell::proxyShare),
                        median(summary, peer, workload, Cell::generatorShare),
                        median(summary, peer, workload, Cell::originShare));
    }

    private static double median(Summary summary, Peer peer, Workload workload, ToDoubleFunction<Cell> value) {
        return summary.spread(peer, workload, false, value).map(Spread::median).orElse(Double.NaN);
    }

    private void table(String title, BiFunction<Peer, Workload, String> cell) {
        line("### " + title);
        List<Workload> workloads = options.workloads;
        text.append("| |")
                .append(workloads.stream().map(each -> " " + each.title + " |").collect(Collectors.joining()))
                .append("\n|---|")
                .append("---|".repeat(workloads.size()))
                .append('\n');
        for (Peer peer : options.peers) {
            text.append("| ").append(peer.title).append(" |");
            workloads.forEach(workload ->
                    text.append(' ').append(cell.apply(peer, workload)).append(" |"));
            text.append('\n');
        }
        text.append('\n');
    }

    private void disturbance(List<Cell> cells) {
        double most = cells.stream().mapToDouble(Cell::othersShare).max().orElse(0);
        long disturbed =
                cells.stream().filter(cell -> cell.othersShare() > DISTURBED).count();
        line(String.format(
                Locale.ROOT,
                "Other programs and the hypervisor took more than %.0f%% of a core in %d of %d loads, at most %.0f%%.%s",
                DISTURBED * 100,
                disturbed,
                cells.size(),
                most * 100,
                disturbed * 5 > cells.size() ? " The machine was not quiet: only large differences mean something." : ""));
    }

    void add(IdleConnections.Result idle) {
        line("## Memory");
        line(idle.text());
    }

    private void line(String line) {
        text.append(line).append("\n\n");
    }

    String text() {
        return text.toString();
    }
}
