package dev.seawall.frontdoor.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many connections this process can bear: three quarters of its file descriptors, for workers and files need some
 * too, and what half of the heap's size holds at 32 KiB each: about what one with TLS takes while something moves on it,
 * most of it in the network's buffers, for which the virtual machine allows as much again as for its heap.
 *
 * <p>Stateless.
 */
final class Capacity {
    private static final long BYTES = 32 * 1024;
    private static final long LEAST = 64;
    private static final long MOST = 1_000_000;

    private Capacity() {}

    static int connections() {
        return connections(descriptors(), Runtime.getRuntime().maxMemory());
    }

    static int connections(long descriptors, long heapBytes) {
        return (int) Math.max(LEAST, Math.min(MOST, Math.min(descriptors / 4 * 3, heapBytes / 2 / BYTES)));
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : MOST;
    }
}
