package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.Fsyncs;
import dev.seawall.deploy.flood.record.Latency;
import dev.seawall.deploy.flood.record.Polite;
import dev.seawall.deploy.flood.record.Window;
import java.util.List;
import java.util.stream.Stream;

/** Flooded windows of a run's log against its quiet ones, reckoned apart from the report. Immutable. */
record FloodRatios(List<Entry> log) {
    static FloodRatios of(List<Entry> log) {
        return new FloodRatios(log);
    }

    private List<Window> windows(String topology, boolean quiet) {
        var windows = of(Window.class)
                .filter(one -> one.counts() && one.topology().equals(topology) && one.isQuiet() == quiet)
                .toList();
        assertThat(windows)
                .as((quiet ? "quiet" : "flooded") + " windows of " + topology + " among "
                        + of(Window.class).toList())
                .isNotEmpty();
        return windows;
    }

    private <T extends Entry> Stream<T> of(Class<T> kind) {
        return log.stream().filter(kind::isInstance).map(kind::cast);
    }

    private <T extends Entry> List<T> within(Class<T> kind, List<Window> windows) {
        return of(kind).filter(one -> windows.stream().anyMatch(window -> window.covers(one.at())))
                .toList();
    }

    /** The share of the quiet fsyncs per second that was left. */
    double fsyncsKept(String topology) {
        return fsyncsPerSecond(windows(topology, false)) / fsyncsPerSecond(windows(topology, true));
    }

    private double fsyncsPerSecond(List<Window> windows) {
        var fsyncs = within(Fsyncs.class, windows);
        return fsyncs.stream().mapToLong(Fsyncs::done).sum()
                * 1000.0
                / fsyncs.stream().mapToLong(Fsyncs::millis).sum();
    }

    double p50Ratio(String topology) {
        return p50(windows(topology, false)) / p50(windows(topology, true));
    }

    private double p50(List<Window> windows) {
        return Latency.sum(within(Fsyncs.class, windows).stream()
                        .map(Fsyncs::latency)
                        .toList())
                .getValueAtPercentile(50);
    }

    /** The share of polite requests that a front door answered under the flood. */
    double answered(String topology, String door) {
        var polite = within(Polite.class, windows(topology, false)).stream()
                .filter(one -> one.target().equals(door))
                .toList();
        return (double) polite.stream().mapToLong(Polite::answered).sum()
                / polite.stream().mapToLong(Polite::due).sum();
    }
}
