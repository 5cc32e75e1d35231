package dev.seawall.frontdoor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * CPU time used so far, in microseconds, as Linux counts it (proc(5), user and system time). Immutable.
 *
 * @param proxy by all the proxy's processes
 * @param origin by all the origin's
 * @param generators by programs that the benchmark has run to their end
 * @param others by everything else but the benchmark's own Java, with what the hypervisor kept
 */
record CpuSnapshot(long proxy, long origin, long generators, long others) {
    /** USER_HZ is 100 wherever Java runs on Linux. */
    private static final long MICROS_PER_TICK = 10_000;

    /** Where a process's user and system time are in its stat file, counted from 1. */
    private static final int OWN = 14;

    /** The same of its children that have ended. */
    private static final int ENDED_CHILDREN = 16;

    /**
     * User, nice, system, irq, softirq and steal in the first line of /proc/stat. Linux charges softirq to whichever
     * process it interrupts, unless it is built with IRQ_TIME_ACCOUNTING: there it shows up as others'.
     */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    static CpuSnapshot take(RunningPeer peer, Origin origin) throws IOException {
        long proxy = used(peer.process());
        long behind = used(origin.process());
        Path self = Path.of("/proc/self/stat");
        long generators = pair(self, ENDED_CHILDREN);
        long own = pair(self, OWN);
        return new CpuSnapshot(proxy, behind, generators, machine() - proxy - behind - generators - own);
    }

    CpuSnapshot since(CpuSnapshot earlier) {
        return new CpuSnapshot(
                proxy - earlier.proxy,
                origin - earlier.origin,
                generators - earlier.generators,
                others - earlier.others);
    }

    private static long used(Process process) throws IOException {
        long micros = 0;
        for (ProcessHandle handle : Children.family(process)) {
            micros += pair(Path.of("/proc", String.valueOf(handle.pid()), "stat"), OWN);
        }
        return micros;
    }

    /** The sum of two fields that follow each other; 0 for a process that has ended. */
    private static long pair(Path file, int first) throws IOException {
        try {
            String line = Files.readString(file);
            // The second field is a name in parentheses, which may hold anything.
            String[] fromThird = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fromThird[first - 3]) + Long.parseLong(fromThird[first - 2])) * MICROS_PER_TICK;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static long machine() throws IOException {
        String[] words = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
        long ticks = 0;
        for (int field : BUSY) {
            ticks += Long.parseLong(words[field]);
        }
        return ticks * MICROS_PER_TICK;
    }
}
