package dev.seawall.deploy.command;

import dev.seawall.deploy.flood.record.Window;
import dev.seawall.deploy.flood.rig.Figures;
import dev.seawall.deploy.flood.rig.Progress;
import dev.seawall.deploy.flood.scenario.PlannedWindow;
import dev.seawall.deploy.flood.scenario.Topology;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Shows how a flood run goes on: a line for each window with its first numbers and, on a terminal, one below that is
 * written over while a window is under way. One thread.
 */
final class FloodLines implements Progress {
    private static final int WIDTH = 79;

    private final Terminal terminal;
    private final boolean silent;
    private boolean drawn;

    /**
     * A view of one run.
     *
     * @param silent when nothing but the end is to be told
     */
    FloodLines(Terminal terminal, boolean silent) {
        this.terminal = terminal;
        this.silent = silent;
    }

    @Override
    public void says(String sentence) {
        line(sentence);
    }

    @Override
    public void building(Topology topology, Duration left) {
        line(terminal.bold(topology.label()) + ": " + topology.description() + "; " + left(left));
        over("  building: network, volumes, programs");
    }

    @Override
    public void during(Topology topology, PlannedWindow planned, String doing, Figures figures, Duration left) {
        over("  ┊ " + planned.words() + ": " + doing + ", " + left(left) + "; "
                + numbers(figures).strip());
    }

    @Override
    public void after(PlannedWindow planned, Window window, Figures figures, Duration left) {
        String words = String.format("%-18s %s", planned.words(), numbers(figures));
        line(
                window.counts()
                        ? "  " + terminal.green("✓") + " " + words
                        : "  " + terminal.red("✗") + " " + words + "   discarded: " + window.discarded());
    }

    /** {@code 1245 fsync/s  p50  0.7 ms  answered 100% 46%}: front doors in their order. */
    private static String numbers(Figures figures) {
        String p50 = Double.isNaN(figures.fsyncP50Millis())
                ? "p50      -   "
                : String.format(Locale.ROOT, "p50 %6.1f ms", figures.fsyncP50Millis());
        String answered = new TreeMap<>(figures.answered())
                .values().stream()
                        .map(share -> String.format(Locale.ROOT, "%3.0f%%", share * 100))
                        .collect(Collectors.joining(" "));
        return String.format(Locale.ROOT, "%6.1f fsync/s  %s  answered %s", figures.fsyncsPerSecond(), p50, answered);
    }

    private static String left(Duration left) {
        return about(left) + " left";
    }

    static String about(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 90 ? "about " + seconds + " s" : "about " + (seconds + 30) / 60 + " min";
    }

    /** The run can't go on; what was measured is reported. */
    void fails(Exception e) {
        clear();
        terminal.err().println(terminal.red("seawall:") + " " + e.getMessage());
        terminal.err().flush();
    }

    private void line(String words) {
        if (silent) {
            return;
        }
        clear();
        terminal.out().println(words);
        terminal.out().flush();
    }

    private void over(String words) {
        if (silent || !terminal.live()) {
            return;
        }
        clear();
        terminal.out().print(words.length() > WIDTH ? words.substring(0, WIDTH - 1) + "…" : words);
        terminal.out().flush();
        drawn = true;
    }

    /** Takes the line away that is to be written over. */
    void clear() {
        if (drawn) {
            terminal.out().print("\r\u001b[2K");
            drawn = false;
        }
    }
}
