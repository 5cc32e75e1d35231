package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process as /proc shows it (proc_pid_stat(5)): a pid is given again to others, a pid with its start is not.
 * Immutable.
 *
 * @param startTicks since the boot of this machine, in clock ticks: no clock that is set can change it
 */
record LiveProcess(long pid, long startTicks, long parent) {
    private static final Path PROC = Path.of("/proc");

    /** All that may be seen; the dead that nobody has waited for are left out. */
    static List<LiveProcess> all() throws IOException {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(c -> c >= '0' && c <= '9'))
                    .flatMap(name -> read(Long.parseLong(name)).stream())
                    .toList();
        }
    }

    static Optional<LiveProcess> read(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // The name, in parentheses, may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            char state = fields[0].charAt(0);
            boolean onlyThread = Integer.parseInt(fields[17]) <= 1;
            return state == 'X' || (state == 'Z' && onlyThread)
                    ? Optional.empty()
                    : Optional.of(new LiveProcess(pid, Long.parseLong(fields[19]), Long.parseLong(fields[1])));
        } catch (IOException e) {
            return Optional.empty(); // it ended just now
        }
    }

    /** Whether it still runs, and is not another one that was given its pid. */
    boolean runs() {
        return read(pid).filter(now -> now.startTicks == startTicks).isPresent();
    }

    /** Whether every one of its threads is stopped, as SIGSTOP does it: a thread within a write finishes that first. */
    boolean isStill() {
        try (Stream<Path> threads = Files.list(PROC.resolve(Long.toString(pid)).resolve("task"))) {
            return threads.allMatch(thread -> {
                char state = stateOf(thread);
                return state == 'T' || state == 't' || state == 'Z' || state == 'X';
            });
        } catch (IOException | UncheckedIOException e) {
            return true; // it ended just now
        }
    }

    private static char stateOf(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return 'X'; // it ended just now
        }
    }

    /** What it was started with; nothing when that may not be seen. */
    List<String> environment() {
        return strings("environ");
    }

    /** Its program and arguments. */
    List<String> commandLine() {
        return strings("cmdline");
    }

    private List<String> strings(String file) {
        try {
            byte[] bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
            return Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }
}
