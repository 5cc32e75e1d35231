package dev.seawall.deploy.bootstrap;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What differs between EC2's machines and a lab's. Immutable.
 *
 * @param javaOptions of both programs
 * @param rotation how often a slot looks for a new certificate
 * @param patience how long a first boot waits for the data volume, and for whatever it fetches
 * @param urlLife how long the presigned URLs of a launch are good
 */
public record BootOptions(List<String> javaOptions, Duration rotation, Duration patience, Duration urlLife) {
    /** What neither systemd nor a shell reads as anything but itself. */
    private static final Pattern PLAIN = Pattern.compile("-[A-Za-z0-9:+=._/-]+");

    /** An instance is all its program's: most of the memory is heap, the rest page cache and buffers. */
    public static final BootOptions EC2 = new BootOptions(
            List.of("-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError"),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofHours(2));

    /** Many machines in one: small heaps, for which the serial collector is best (docs/operations.md). */
    public static final BootOptions LAB = new BootOptions(
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ofHours(2));

    public BootOptions {
        javaOptions = List.copyOf(javaOptions);
        for (var option : javaOptions) {
            if (!PLAIN.matcher(option).matches()) {
                throw new IllegalArgumentException("a Java option must match " + PLAIN + ", not be " + option);
            }
        }
    }
}
