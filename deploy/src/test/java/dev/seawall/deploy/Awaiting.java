package dev.seawall.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits on conditions, with a deadline. Stateless. */
final class Awaiting {
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private Awaiting() {}

    static void until(String what, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > LIMIT_NANOS) {
                throw new AssertionError("still not so after 60 s: " + what);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** A zombie doesn't: in a container nobody may have waited for it yet. */
    static boolean runs(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException e) {
            return Files.exists(Path.of("/proc/self"))
                    ? false
                    : ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
    }
}
