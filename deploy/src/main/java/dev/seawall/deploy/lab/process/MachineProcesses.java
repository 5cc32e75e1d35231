package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The processes of one machine: those whose environment says that its root is theirs, and whatever those have started.
 * Nothing is remembered, so a daemon finds them that never started one of them. A process that hides, by an empty
 * environment and a parent that has ended, is not found: programs here are not hostile. Thread-safe.
 *
 * @param root the machine's SEAWALL_ROOT
 */
record MachineProcesses(Path root, LongSupplier nanoTime) {
    static final String MARK = "SEAWALL_ROOT=";
    private static final long POLL_MILLIS = 25;

    /** A shell that is about to wait hears no single signal. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    List<LiveProcess> now() throws IOException {
        String mark = MARK + root;
        List<LiveProcess> others = new ArrayList<>();
        List<LiveProcess> own = new ArrayList<>();
        Set<Long> pids = new HashSet<>();
        for (LiveProcess one : LiveProcess.all()) {
            if (one.environment().contains(mark)) {
                own.add(one);
                pids.add(one.pid());
            } else {
                others.add(one);
            }
        }
        while (others.removeIf(one -> pids.contains(one.parent()) && pids.add(one.pid()) && own.add(one))) {
            // Until no process is left whose parent is the machine's.
        }
        return own;
    }

    /** None at two looks in succession: in the middle of exec(2) a process shows no environment. */
    private boolean none() throws IOException, InterruptedException {
        if (!now().isEmpty()) {
            return false;
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        return now().isEmpty();
    }

    /** Asks all to end, and kills what is left after the limit. Returns when none is left. */
    void end(Duration limit) throws IOException, InterruptedException {
        long began = nanoTime.getAsLong();
        long asked = began - ASK_AGAIN.toNanos();
        while (!none()) {
            long passed = nanoTime.getAsLong();
            if (passed - began >= limit.toNanos()) {
                now().forEach(one -> ProcessHandle.of(one.pid()).ifPresent(ProcessHandle::destroyForcibly));
            } else if (passed - asked >= ASK_AGAIN.toNanos()) {
                asked = passed;
                now().forEach(one -> ProcessHandle.of(one.pid()).ifPresent(ProcessHandle::destroy));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** The same for some of them. */
    void end(Collection<LiveProcess> some, Duration limit) throws InterruptedException {
        long began = nanoTime.getAsLong();
        some.forEach(one -> ProcessHandle.of(one.pid()).filter(h -> one.runs()).ifPresent(ProcessHandle::destroy));
        while (some.stream().anyMatch(LiveProcess::runs)) {
            if (nanoTime.getAsLong() - began >= limit.toNanos()) {
                some.stream().filter(LiveProcess::runs).forEach(one -> ProcessHandle.of(one.pid())
                        .ifPresent(ProcessHandle::destroyForcibly));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Holds all of them still: when this returns, none of them changes a byte until {@link #thaw}. */
    void freeze(Duration limit) throws IOException, InterruptedException {
        long began = nanoTime.getAsLong();
        for (var moving = moving(); !moving.isEmpty(); moving = moving()) {
            signal("STOP", moving);
            if (nanoTime.getAsLong() - began >= limit.toNanos()) {
                throw new IOException(
                        "the processes " + moving + " of " + root + " did not stop within " + limit.toMillis() + " ms");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private List<LiveProcess> moving() throws IOException {
        return now().stream().filter(one -> !one.isStill()).toList();
    }

    void thaw() throws IOException {
        signal("CONT", now());
    }

    private static void signal(String name, List<LiveProcess> processes) throws IOException {
        if (processes.isEmpty()) {
            return;
        }
        var command =
                new ArrayList<>(List.of("sh", "-c", "for p; do kill -s \"$0\" \"$p\" 2>/dev/null; done; :", name));
        processes.forEach(one -> command.add(Long.toString(one.pid())));
        Commands.run(command.toArray(String[]::new));
    }
}
