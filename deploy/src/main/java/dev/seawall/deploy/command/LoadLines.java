package dev.seawall.deploy.command;

import dev.seawall.deploy.flood.polite.LoadRun;
import dev.seawall.deploy.flood.polite.Pace;
import dev.seawall.deploy.flood.polite.Sums;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows a load: on a terminal one line that is written over twice a second, elsewhere a line every 5 seconds; at the end
 * what came of it. Used by one thread.
 */
final class LoadLines implements LoadRun.Progress {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WIDTH = 99;
    private static final int INTERVALS_PER_LINE = 10;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

    private final Terminal terminal;
    private final boolean silent;
    private int intervals;
    private boolean drawn;

    /** Silent when nothing but the end is to be told. */
    LoadLines(Terminal terminal, boolean silent) {
        this.terminal = terminal;
        this.silent = silent;
    }

    void begins(String url, Pace pace) {
        if (!silent) {
            terminal.out()
                    .println("Asking " + url + " " + trimmed(pace.perSecond()) + " times a second for "
                            + trimmed(pace.lasting().toMillis() / 1000.0) + " s; Ctrl-C ends it and keeps the report");
            terminal.out().flush();
        }
    }

    @Override
    public void onSums(Sums sums) {
        intervals++;
        if (silent || (!terminal.live() && intervals % INTERVALS_PER_LINE != 0)) {
            return;
        }
        String words = String.format(
                Locale.ROOT,
                "  %4.0f s  %d sent, %d answered, p50 %.1f ms, p99 %.1f ms%s",
                intervals / 2.0,
                sums.due(),
                sums.answered(),
                sums.millis(50),
                sums.millis(99),
                sums.failures().isEmpty() ? "" : "; " + told(sums.failures()));
        if (terminal.live()) {
            clear();
            terminal.out().print(words.length() > WIDTH ? words.substring(0, WIDTH - 1) + "…" : words);
            drawn = true;
        } else {
            terminal.out().println(words);
        }
        terminal.out().flush();
    }

    private void clear() {
        if (drawn) {
            terminal.out().print("\r\u001b[2K");
            drawn = false;
        }
    }

    /** In words; failures with what was observed the first time. */
    void ends(Sums sums, Map<String, String> firstFailures, Path report) {
        clear();
        var out = terminal.out();
        boolean all = sums.answered() == sums.due();
        out.printf(
                Locale.ROOT,
                "%s %d of %d requests answered as expected (%.2f%%)%n",
                all ? terminal.green("✓") : terminal.red("!"),
                sums.answered(),
                sums.due(),
                sums.due() == 0 ? 0.0 : 100.0 * sums.answered() / sums.due());
        if (sums.answered() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  from when they were due: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, longest %.1f ms%n",
                    sums.millis(PERCENTILES[0]),
                    sums.millis(PERCENTILES[1]),
                    sums.millis(PERCENTILES[2]),
                    sums.millis(PERCENTILES[3]),
                    sums.millis(PERCENTILES[4]));
        }
        sums.failures()
                .forEach((kind, count) -> out.println(
                        "  " + count + " " + kind + ", the first: " + firstFailures.getOrDefault(kind, "not noted")));
        out.println("  report: " + report);
        out.flush();
    }

    void endsAsJson(String url, Sums sums, Map<String, String> firstFailures, Path report) {
        var root = JSON.createObjectNode();
        root.put("target", url);
        root.put("due", sums.due());
        root.put("answered", sums.answered());
        var failures = root.putObject("failures");
        sums.failures().forEach((kind, count) -> failures.putObject(kind)
                .put("count", count)
                .put("first", firstFailures.getOrDefault(kind, "not noted")));
        var latency = root.putObject("latencyMillis");
        for (double percentile : PERCENTILES) {
            latency.put("p" + trimmed(percentile), sums.millis(percentile));
        }
        root.put("report", report.toString());
        terminal.out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        terminal.out().flush();
    }

    private static String told(Map<String, Long> failures) {
        return failures.entrySet().stream()
                .map(failure -> failure.getValue() + " " + failure.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String trimmed(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
