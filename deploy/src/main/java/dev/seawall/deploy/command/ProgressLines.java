package dev.seawall.deploy.command;

import dev.seawall.deploy.local.Progress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shows progress: on a terminal one line per component, written over as it goes; elsewhere a line for each change. All
 * methods may be called by any thread.
 */
final class ProgressLines implements Progress {
    /** Longer ones would wrap, and what is written over then is the wrong line. */
    private static final int WIDTH = 79;

    private final Terminal terminal;
    private final Map<String, String> lines = new LinkedHashMap<>();

    ProgressLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void says(String component, String words) {
        String line = String.format("  %-14s %s", component, words);
        if (!terminal.live()) {
            terminal.out().println(line);
        } else {
            int drawn = lines.size();
            lines.put(component, line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line);
            if (drawn > 0) {
                terminal.out().print("\u001b[" + drawn + "A");
            }
            lines.values().forEach(one -> terminal.out().print("\u001b[2K" + one + "\n"));
        }
        terminal.out().flush();
    }
}
