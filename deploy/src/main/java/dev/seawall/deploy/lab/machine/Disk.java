package dev.seawall.deploy.lab.machine;

/**
 * A volume as a machine sees it. On Nitro the device's name is a wish: the serial number is the volume's id. Immutable.
 *
 * @param root whether the machine boots from it
 */
public record Disk(String volumeId, String device, int sizeGiB, boolean root) {}
