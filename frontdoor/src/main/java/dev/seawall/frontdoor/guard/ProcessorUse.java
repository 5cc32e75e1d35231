package dev.seawall.frontdoor.guard;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much of the processors that this process may use it has used since it was last asked.
 *
 * <p>Thread rule: for one timer.
 */
final class ProcessorUse {
    private long usedNanos = used();
    private long askedNanos = System.nanoTime();

    private static long used() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    /** From 0 to 1; 0 where the system does not say. */
    double next() {
        long now = System.nanoTime();
        long used = used();
        double had = (double) (now - askedNanos) * Runtime.getRuntime().availableProcessors();
        double share = had <= 0 ? 0 : Math.clamp((used - usedNanos) / had, 0.0, 1.0);
        usedNanos = used;
        askedNanos = now;
        return share;
    }
}
