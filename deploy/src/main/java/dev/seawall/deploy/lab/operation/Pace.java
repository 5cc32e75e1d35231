package dev.seawall.deploy.lab.operation;

import java.time.Duration;

/**
 * How long states take to pass, at least: an instance also waits for its machine. EC2 itself takes about 10 s to boot,
 * 40 s to stop, 3 s for a volume; and shows a terminated instance for about an hour.
 */
public record Pace(Duration network, Duration instance, Duration volume, Duration snapshot, Duration memory) {
    /** Fast enough not to wait for, slow enough that each state is seen. */
    public static final Pace BRISK = every(Duration.ofMillis(50));

    public static Pace every(Duration step) {
        return new Pace(step, step, step, step, Duration.ofHours(1));
    }
}
