package dev.seawall.deploy.lab.machine;

import java.util.List;
import java.util.Map;

/** All that a machine is told when it boots. {@code userData} is base64, empty when there is none. Immutable. */
public record InstanceSpec(
        String instanceId,
        String instanceType,
        String imageId,
        String zone,
        String subnetId,
        String privateIp,
        List<String> publicIps,
        List<String> groupIds,
        List<Disk> disks,
        String userData,
        Map<String, String> tags) {

    public InstanceSpec {
        publicIps = List.copyOf(publicIps);
        groupIds = List.copyOf(groupIds);
        disks = List.copyOf(disks);
        tags = Map.copyOf(tags);
    }
}
