package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.nio.file.Path;

/** Volumes that are directories of this computer: a machine has one by a link, and mounts it by another. Stateless. */
public record DirectoryDrives(LabDirectory lab) implements Drives {
    @Override
    public Path connect(String instanceId, String volumeId) {
        return lab.disk(volumeId);
    }

    @Override
    public void unmount(String instanceId, String volumeId) throws IOException {
        new RootDirectory(lab.machine(instanceId)).unlink(volumeId);
    }

    @Override
    public void disconnect(String instanceId, String volumeId) {
        // The link is gone.
    }

    @Override
    public void whileFlushed(String instanceId, String volumeId, Runnable work) {
        work.run();
    }
}
