package dev.seawall.deploy.lab;

import dev.seawall.deploy.lab.machine.Disk;
import dev.seawall.deploy.lab.machine.Disks;
import dev.seawall.deploy.lab.machine.InstanceSpec;
import dev.seawall.deploy.lab.machine.Machines;
import dev.seawall.deploy.lab.machine.PacketRule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Machines that are only words: they boot and stop at once, unless a test holds them back. Thread-safe. */
public final class PretendMachines implements Machines, Disks {
    public final Map<String, Condition> conditions = new ConcurrentHashMap<>();
    public final Map<String, InstanceSpec> launched = new ConcurrentHashMap<>();
    public final Map<String, String> publicIps = new ConcurrentHashMap<>();
    public final Map<String, String> contents = new ConcurrentHashMap<>();
    public final Map<String, List<PacketRule>> guarded = new ConcurrentHashMap<>();
    private final Set<String> held = new HashSet<>();
    private volatile boolean lingers;

    /** From now on, machines that should stop keep running, and keep their volumes, until {@link #letGo}. */
    public void linger() {
        lingers = true;
    }

    public synchronized void letGo(String instanceId, Condition condition) {
        lingers = false;
        held.clear();
        conditions.put(instanceId, condition);
    }

    /** What a volume or a snapshot holds, in words; null for one that was deleted. */
    public @Nullable String content(String id) {
        return contents.get(id);
    }

    @Override
    public synchronized void launch(InstanceSpec spec) {
        launched.put(spec.instanceId(), spec);
        conditions.put(spec.instanceId(), Condition.RUNNING);
        spec.disks().forEach(disk -> held.add(disk.volumeId()));
    }

    private synchronized void end(String instanceId, Condition condition) {
        if (!lingers) {
            conditions.put(instanceId, condition);
        }
    }

    @Override
    public void stop(String instanceId) {
        end(instanceId, Condition.STOPPED);
    }

    @Override
    public void reboot(String instanceId) {
        conditions.put(instanceId, Condition.RUNNING);
    }

    @Override
    public void terminate(String instanceId) {
        end(instanceId, Condition.GONE);
    }

    @Override
    public Condition condition(String instanceId) {
        return conditions.getOrDefault(instanceId, Condition.GONE);
    }

    @Override
    public synchronized void attach(String instanceId, Disk disk) {
        held.add(disk.volumeId());
    }

    @Override
    public synchronized void detach(String instanceId, String volumeId) {
        if (!lingers) {
            held.remove(volumeId);
        }
    }

    @Override
    public synchronized boolean holds(String instanceId, String volumeId) {
        return held.contains(volumeId);
    }

    @Override
    public void associate(String instanceId, String publicIp) {
        publicIps.put(publicIp, instanceId);
    }

    @Override
    public void disassociate(String instanceId, String publicIp) {
        publicIps.remove(publicIp, instanceId);
    }

    @Override
    public void guard(String instanceId, List<PacketRule> rules) {
        guarded.put(instanceId, rules);
    }

    @Override
    public String console(String instanceId) {
        return "booted " + instanceId + "\n";
    }

    @Override
    public void create(String volumeId, int sizeGiB, @Nullable String snapshotId) {
        contents.put(volumeId, snapshotId == null ? "blank" : "from " + contents.get(snapshotId));
    }

    @Override
    public void delete(String volumeId) {
        contents.remove(volumeId);
    }

    @Override
    public void snapshot(String snapshotId, String volumeId) {
        contents.put(snapshotId, "bytes of " + volumeId);
    }

    @Override
    public void deleteSnapshot(String snapshotId) {
        contents.remove(snapshotId);
    }
}
