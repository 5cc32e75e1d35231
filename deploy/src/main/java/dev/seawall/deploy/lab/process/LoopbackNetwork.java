package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.lab.machine.PacketRule;
import dev.seawall.deploy.lab.portal.Dialer;
import java.util.List;
import java.util.Set;

/**
 * Machines on this computer's loopback: a private address is one that a machine's programs bind to, a public one is
 * forwarded to it. Any user, no namespaces; nothing holds a packet up. Thread-safe.
 */
public final class LoopbackNetwork implements Network {
    private final PublicAddresses addresses =
            new PublicAddresses(privateIps -> ListeningPorts.ofThisComputer(), (from, to) -> Dialer.to(to));

    @Override
    public String era() {
        return MachineRecord.currentHostBoot();
    }

    @Override
    public void join(String instanceId, String privateIp) {
        // It is there.
    }

    @Override
    public List<String> prefix(String instanceId) {
        return List.of();
    }

    @Override
    public void leave(String instanceId) {
        // Nothing was taken.
    }

    @Override
    public void keepOnly(Set<String> instanceIds) {
        // None is known.
    }

    @Override
    public void associate(String publicIp, String instanceId, String privateIp) {
        addresses.associate(publicIp, privateIp);
    }

    @Override
    public void disassociate(String publicIp) {
        addresses.disassociate(publicIp);
    }

    @Override
    public void guard(String instanceId, List<PacketRule> rules) {
        // Packets on loopback pass.
    }

    @Override
    public void close() {
        addresses.close();
    }
}
