package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Node;
import dev.seawall.deploy.lab.fabric.Rule;
import dev.seawall.deploy.lab.fabric.Sandbox;
import dev.seawall.deploy.lab.fabric.Shape;
import dev.seawall.deploy.lab.machine.PacketRule;
import dev.seawall.deploy.lab.portal.Gate;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Machines in network namespaces of a {@link Fabric}: each has its private address on an interface of its own, its groups
 * as a filter before it, its public address by a route. This computer gets to public addresses by the portal. Thread-safe:
 * one virtual thread changes the fabric, one thing after the other.
 */
public final class FabricNetwork implements Network {
    /** Fast enough for a first boot, and slower than what one computer can carry. */
    private static final Shape INTERFACE = new Shape(400_000_000, 300);

    /** Beside machines' names in the fabric, none of which begins so. */
    static final String MACHINE = "i-";

    private static final Logger LOG = System.getLogger(FabricNetwork.class.getName());

    private final Sandbox sandbox;
    private final Fabric fabric;
    private final PublicAddresses addresses;
    private final NamespacePorts ports;
    private final Map<String, List<PacketRule>> rules = new ConcurrentHashMap<>();
    private final Map<String, String> holders = new ConcurrentHashMap<>();
    private final ExecutorService changes =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("fabric").factory());

    /** Something that is done to the fabric. */
    @FunctionalInterface
    private interface Change {
        void make() throws FabricException, IOException, InterruptedException;
    }

    /**
     * The network of a fabric; machines in it, from before, are taken as they are.
     *
     * @param gate into the sandbox
     */
    public FabricNetwork(Sandbox sandbox, Fabric fabric, LabDirectory lab, Gate gate) {
        this.sandbox = sandbox;
        this.fabric = fabric;
        ports = new NamespacePorts(lab);
        addresses = new PublicAddresses(
                ports::among, (from, to) -> gate.to(new InetSocketAddress(inside(from.getHostString()), to.getPort())));
    }

    /** The public address as the fabric has it: 203.0.113.7 for 127.62.0.7. */
    public static String inside(String publicIp) {
        return "203.0.113." + publicIp.substring(publicIp.lastIndexOf('.') + 1);
    }

    @Override
    public String era() {
        long began =
                LiveProcess.read(sandbox.holder()).map(LiveProcess::startTicks).orElse(0L);
        return MachineRecord.currentHostBoot() + " sandbox " + sandbox.holder() + " " + began;
    }

    private boolean has(String instanceId) {
        return fabric.nodes().stream().anyMatch(node -> node.name().equals(instanceId));
    }

    @Override
    public void join(String instanceId, String privateIp) throws IOException, InterruptedException {
        await(() -> {
            if (!has(instanceId)) {
                fabric.addInstance(instanceId, privateIp, INTERFACE);
            }
            filter(instanceId);
            for (var held : holders.entrySet()) {
                if (held.getValue().equals(instanceId)) {
                    fabric.elastic(inside(held.getKey()), instanceId);
                }
            }
            translate(instanceId);
        });
    }

    @Override
    public List<String> prefix(String instanceId) throws IOException {
        try {
            return fabric.node(instanceId).prefix();
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void leave(String instanceId) throws IOException, InterruptedException {
        rules.remove(instanceId);
        await(() -> {
            if (has(instanceId)) {
                fabric.remove(instanceId);
            }
        });
    }

    @Override
    public void keepOnly(Set<String> instanceIds) {
        for (Node node : fabric.nodes()) {
            if (node.name().startsWith(MACHINE) && !instanceIds.contains(node.name())) {
                begin("remove " + node.name(), () -> fabric.remove(node.name()));
            }
        }
    }

    @Override
    public void associate(String publicIp, String instanceId, String privateIp) {
        String before = holders.put(publicIp, instanceId);
        ports.expect(privateIp, instanceId);
        addresses.associate(publicIp, privateIp);
        begin("lead " + publicIp + " to " + instanceId, () -> {
            if (has(instanceId) && instanceId.equals(holders.get(publicIp))) {
                fabric.elastic(inside(publicIp), instanceId);
                translate(instanceId);
            }
            if (before != null && !before.equals(instanceId)) {
                translate(before);
            }
        });
    }

    @Override
    public void disassociate(String publicIp) {
        String before = holders.remove(publicIp);
        addresses.disassociate(publicIp);
        begin("lead " + publicIp + " nowhere", () -> {
            if (!holders.containsKey(publicIp)) {
                fabric.dropElastic(inside(publicIp));
            }
            if (before != null) {
                translate(before);
            }
        });
    }

    @Override
    public void guard(String instanceId, List<PacketRule> now) {
        rules.put(instanceId, now);
        begin("filter " + instanceId, () -> filter(instanceId));
    }

    private void filter(String instanceId) throws FabricException, InterruptedException {
        if (has(instanceId)) {
            fabric.firewall(
                    instanceId,
                    rules.getOrDefault(instanceId, List.of()).stream()
                            .map(FabricNetwork::rule)
                            .toList());
        }
    }

    private static Rule rule(PacketRule rule) {
        return new Rule(
                rule.inwards() ? Rule.Direction.IN : Rule.Direction.OUT,
                rule.protocol(),
                rule.fromPort(),
                rule.toPort(),
                rule.peer());
    }

    /** As in EC2, a machine doesn't know its public address: what is for that comes to its private one. */
    private void translate(String instanceId) throws FabricException, IOException {
        if (has(instanceId)) {
            Node node = fabric.node(instanceId);
            List<String> own = holders.entrySet().stream()
                    .filter(held -> held.getValue().equals(instanceId))
                    .map(held -> inside(held.getKey()))
                    .sorted()
                    .toList();
            new AddressTranslation(own, node.address()).apply(node.prefix());
        }
    }

    private void begin(String what, Change change) {
        changes.execute(() -> {
            try {
                change.make();
            } catch (FabricException | IOException | RuntimeException e) {
                LOG.log(Level.ERROR, "failed to " + what + ": " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void await(Change change) throws IOException, InterruptedException {
        Callable<Boolean> made = () -> {
            change.make();
            return true;
        };
        try {
            changes.submit(made).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InterruptedException
                    ? new InterruptedIOException("interrupted while the network was changed")
                    : new IOException(String.valueOf(e.getMessage()), e.getCause());
        }
    }

    @Override
    public void close() {
        addresses.close();
        changes.shutdownNow();
    }
}
