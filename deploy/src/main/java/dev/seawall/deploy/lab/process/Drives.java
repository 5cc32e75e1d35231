package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.nio.file.Path;

/** What machines' disks really are. One step of a machine at a time; machines don't wait for each other. */
public interface Drives {
    /** Gives a machine a volume; it may have it already. Returns what is its device: a directory or a file. */
    Path connect(String instanceId, String volumeId) throws IOException, InterruptedException;

    /** Nobody finds what is mounted of it any more; who has files of it open, has them still. */
    void unmount(String instanceId, String volumeId) throws IOException;

    /** Takes it away; nothing is mounted of it, and when this returns, all that was written is on the volume. */
    void disconnect(String instanceId, String volumeId) throws IOException, InterruptedException;

    /** Does something to the volume's bytes while they hold all that was written, and nothing is added. */
    void whileFlushed(String instanceId, String volumeId, Runnable work) throws IOException;
}
