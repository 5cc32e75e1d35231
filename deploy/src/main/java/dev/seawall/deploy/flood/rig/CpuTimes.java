package dev.seawall.deploy.flood.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What this computer's processors have done since it was started, in ticks: proc_stat(5). Immutable.
 *
 * @param used by programs, the kernel and interrupts
 * @param stolen taken away by the host of a virtual machine
 * @param all with idle time and waiting for disks
 */
record CpuTimes(long used, long stolen, long all) {
    private static final Path STAT = Path.of("/proc/stat");

    /** In the line's order: user, nice, system, idle, iowait, irq, softirq, steal; guests' time is in user and nice. */
    private static final int FIELDS = 8;

    static CpuTimes now() throws IOException {
        try (var lines = Files.lines(STAT)) {
            return parse(lines.findFirst().orElseThrow(() -> new IOException(STAT + " is empty")));
        }
    }

    static CpuTimes parse(String line) {
        long[] ticks = Arrays.stream(line.split(" +"))
                .skip(1)
                .limit(FIELDS)
                .mapToLong(Long::parseLong)
                .toArray();
        long used = ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6];
        return new CpuTimes(used, ticks[7], Arrays.stream(ticks).sum());
    }

    /** Share of the time between then and now, 0 to 1. */
    double busySince(CpuTimes then) {
        return share(used - then.used, then);
    }

    double stealSince(CpuTimes then) {
        return share(stolen - then.stolen, then);
    }

    private double share(long part, CpuTimes then) {
        return all == then.all ? 0 : Math.clamp((double) part / (all - then.all), 0, 1);
    }
}
