package dev.seawall.deploy.ec2;

import org.jspecify.annotations.Nullable;

/**
 * Gives an instance its first boot: what it is told when it is launched. Called by several threads.
 */
public interface FirstBoot {
    /** Puts what instances fetch to where they fetch it from; again is harmless. Called before any user data. */
    default void publish() {}

    /** Of all that goes into a slot's launch but for what passes, such as a URL's signature: changes with any of it. */
    String launchHash(String slot);

    /**
     * The script that a slot's instance runs as root, plain text, at most 16 KiB.
     *
     * @param volumeId the data volume of a worker
     */
    String userData(String slot, @Nullable String volumeId);

    /** Makes a deployment's first boots once its bucket is known. */
    @FunctionalInterface
    interface Source {
        FirstBoot bootsFrom(Bucket bucket);
    }
}
