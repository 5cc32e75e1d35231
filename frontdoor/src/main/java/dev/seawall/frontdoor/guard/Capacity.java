package dev.seawall.frontdoor.guard;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many connections there can be. Stateless.
 */
final class Capacity {
    /** Of the heap, for a connection that is at work. */
    private static final int CONNECTION_BYTES = 16 << 10;

    /** For files, ports and libraries. */
    private static final int OTHER_DESCRIPTORS = 256;

    private Capacity() {}

    /** As many as descriptors bear, of which each client's may need one more to a worker, and the heap. */
    static int ofThisProcess() {
        long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
        long heap = Runtime.getRuntime().maxMemory() / CONNECTION_BYTES;
        return Math.clamp(Math.min((descriptors - OTHER_DESCRIPTORS) / 2, heap), 64, 1 << 20);
    }
}
