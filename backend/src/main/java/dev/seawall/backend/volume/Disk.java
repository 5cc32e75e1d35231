package dev.seawall.backend.volume;

import java.util.regex.Pattern;

/**
 * A whole disk as the kernel shows it. Thread rule: immutable.
 *
 * @param name {@code nvme1n1}
 * @param serial empty when it has none
 */
record Disk(String name, String serial) {
    private static final Pattern EBS = Pattern.compile("vol([0-9a-f]{8}|[0-9a-f]{17})");

    /** Whether it is an EBS volume: on Nitro instances its NVMe serial is its id without the hyphen. */
    boolean isVolume() {
        return EBS.matcher(serial).matches();
    }

    /** The id, of one that {@link #isVolume}. */
    String volumeId() {
        return "vol-" + serial.substring("vol".length());
    }
}
