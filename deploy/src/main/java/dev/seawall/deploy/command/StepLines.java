package dev.seawall.deploy.command;

import dev.seawall.deploy.ec2.StepListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a command does in EC2, step by step: on a terminal each step is a line that is written over, with the steps under
 * way at the end; otherwise a line when a step is done. Thread-safe.
 */
final class StepLines implements StepListener {
    private static final int WIDTH = 79;

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final Map<String, Long> underWay = new LinkedHashMap<>();
    private final Map<String, String> doing = new LinkedHashMap<>();
    private int drawn;

    StepLines(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void says(String step, Stand stand, String words) {
        var out = terminal.out();
        if (terminal.live() && drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[J");
        }
        if (stand == Stand.STARTED) {
            underWay.putIfAbsent(step, nanoTime.getAsLong());
            doing.put(step, words);
        } else {
            underWay.remove(step);
            doing.remove(step);
            String mark = stand == Stand.DONE ? terminal.green("✓") : terminal.red("✗");
            out.println("  " + mark + " " + line(step, words));
        }
        drawn = 0;
        if (terminal.live()) {
            underWay.forEach((name, began) -> {
                long seconds = (nanoTime.getAsLong() - began) / 1_000_000_000;
                out.println("  ┊ " + line(name, doing.get(name) + (seconds > 1 ? ", " + seconds + " s so far" : "")));
                drawn++;
            });
        }
        out.flush();
    }

    /** On a terminal, never more than one line: what is written over must be counted. */
    private String line(String step, String words) {
        String line = String.format("%-28s %s", step, words);
        return terminal.live() && line.length() > WIDTH - 4 ? line.substring(0, WIDTH - 5) + "…" : line;
    }
}
