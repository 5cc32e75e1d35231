package dev.seawall.deploy.ec2;

import java.time.Duration;

/**
 * How long is waited for what. Immutable.
 *
 * @param poll between two looks at something that changes by itself
 * @param visible how long EC2 may deny knowing what it has just created
 * @param state how long an instance, a volume or an endpoint may take to reach a state
 * @param dependency how long a deletion may be refused because something refers to the resource
 * @param serve how long front doors may take until they serve
 */
public record Timing(Duration poll, Duration visible, Duration state, Duration dependency, Duration serve) {
    /** For EC2 itself, whose instances take a minute or two. */
    public static final Timing EC2 = new Timing(
            Duration.ofSeconds(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10));

    /** For an EC2 on this machine. */
    public static final Timing NEARBY = new Timing(
            Duration.ofMillis(50),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2));
}
