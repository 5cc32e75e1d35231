package dev.seawall.deploy.lab.host;

import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Sandbox;
import dev.seawall.deploy.lab.process.LabMachine;
import java.util.List;

/** The places in a lab's network where a person may run commands. Immutable. */
public record LabNodes(LabDaemon daemon) {
    /** The lab's Internet. */
    public static final String INTERNET = "internet";

    /**
     * What comes before a command to run it where one of a lab's nodes is: at a machine, named by its id or its slot, or
     * in the lab's Internet. Not where its bots are: what attacks is started by what bounds it.
     *
     * @param node {@value #INTERNET}, an instance's id, or a slot's name
     */
    public List<String> prefix(String node) throws LabFailure {
        try {
            var sandbox = Sandbox.find(daemon.directory());
            if (sandbox.isEmpty()) {
                throw new LabFailure(
                        "the lab in " + daemon.directory() + " has no network of its own: it does not run, or its"
                                + " machines are processes of this computer; ./seawall lab status tells");
            }
            var fabric = Fabric.of(sandbox.get());
            if (node.equals(INTERNET)) {
                return fabric.node(Fabric.INTERNET).prefix();
            }
            List<LabMachine> machines = daemon.machines();
            for (LabMachine machine : machines) {
                if (machine.instanceId().equals(node) || machine.name().equals(node)) {
                    return fabric.node(machine.instanceId()).prefix();
                }
            }
            throw new LabFailure("there is no " + node + " in the lab; there are " + INTERNET + ", "
                    + String.join(", ", machines.stream().map(LabMachine::name).toList()));
        } catch (FabricException e) {
            throw new LabFailure("failed to find " + node + " in the lab's network: " + e.getMessage(), e);
        }
    }
}
