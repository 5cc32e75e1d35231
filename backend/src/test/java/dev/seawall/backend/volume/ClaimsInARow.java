package dev.seawall.backend.volume;

import java.nio.file.Path;
import java.time.Clock;

/** Claims a fence for one launch after the other until it is killed, and says each one. Thread rule: a main class. */
final class ClaimsInARow {
    static final VolumeMark SLOT = new VolumeMark("shop", "worker-1");

    private ClaimsInARow() {}

    public static void main(String[] args) throws UnusableException {
        for (long epoch = Long.parseLong(args[1]); ; epoch++) {
            Fence.claim(Path.of(args[0]), SLOT, new FenceConfig("i-" + epoch, epoch), Clock.systemUTC());
            System.out.println(epoch);
        }
    }
}
