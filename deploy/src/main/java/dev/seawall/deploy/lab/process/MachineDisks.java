package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.util.Collection;

/** A machine's disks, as its devices. Not thread-safe: one step of the machine at a time. */
record MachineDisks(String instanceId, RootDirectory files, Drives drives) {
    /** As it is switched on: nothing is mounted, each of them is there, and nothing else is. */
    void prepare(Collection<String> disks) throws IOException, InterruptedException {
        for (String disk : disks) {
            drives.unmount(instanceId, disk);
        }
        files.prepare();
        for (String disk : disks) {
            attach(disk);
        }
    }

    void attach(String volumeId) throws IOException, InterruptedException {
        files.attach(volumeId, drives.connect(instanceId, volumeId));
    }

    /** Nobody finds it any more who hasn't opened it already. */
    void hide(String volumeId) throws IOException {
        files.detach(volumeId);
        drives.unmount(instanceId, volumeId);
    }

    /** Takes it away; nobody has anything of it open. */
    void release(String volumeId) throws IOException, InterruptedException {
        drives.unmount(instanceId, volumeId);
        drives.disconnect(instanceId, volumeId);
    }

    void whileFlushed(String volumeId, Runnable work) throws IOException {
        drives.whileFlushed(instanceId, volumeId, work);
    }
}
