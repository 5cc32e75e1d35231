package dev.seawall.deploy;

import dev.seawall.deploy.lab.machine.Disk;
import dev.seawall.deploy.lab.machine.Disks;
import dev.seawall.deploy.lab.machine.InstanceSpec;
import dev.seawall.deploy.lab.machine.Machines;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Machines and disks that are only words: they are what they were last told to be. Thread-safe. */
final class PaperMachines implements Machines, Disks {
    private final Map<String, Condition> conditions = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();

    @Override
    public synchronized void launch(InstanceSpec spec) {
        conditions.put(spec.instanceId(), Condition.RUNNING);
        spec.disks().forEach(disk -> holders.put(disk.volumeId(), spec.instanceId()));
    }

    @Override
    public synchronized void stop(String instanceId) {
        conditions.put(instanceId, Condition.STOPPED);
    }

    @Override
    public synchronized void reboot(String instanceId) {
        conditions.put(instanceId, Condition.RUNNING);
    }

    @Override
    public synchronized void terminate(String instanceId) {
        conditions.remove(instanceId);
        holders.values().removeIf(instanceId::equals);
    }

    @Override
    public synchronized Condition condition(String instanceId) {
        return conditions.getOrDefault(instanceId, Condition.GONE);
    }

    @Override
    public synchronized void attach(String instanceId, Disk disk) {
        holders.put(disk.volumeId(), instanceId);
    }

    @Override
    public synchronized void detach(String instanceId, String volumeId) {
        holders.remove(volumeId, instanceId);
    }

    @Override
    public synchronized boolean holds(String instanceId, String volumeId) {
        return instanceId.equals(holders.get(volumeId));
    }

    @Override
    public void associate(String instanceId, String publicIp) {}

    @Override
    public void disassociate(String instanceId, String publicIp) {}

    @Override
    public String console(String instanceId) {
        return "";
    }

    @Override
    public void create(String volumeId, int sizeGiB, @Nullable String snapshotId) {}

    @Override
    public void delete(String volumeId) {}

    @Override
    public void snapshot(String snapshotId, String volumeId) {}

    @Override
    public void deleteSnapshot(String snapshotId) {}
}
