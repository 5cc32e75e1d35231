package dev.seawall.deploy.lab.host;

import dev.seawall.deploy.lab.LabConfig;
import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Sandbox;
import dev.seawall.deploy.lab.operation.Landmarks;
import dev.seawall.deploy.lab.portal.Gate;
import dev.seawall.deploy.lab.process.FabricNetwork;
import dev.seawall.deploy.lab.process.LabDirectory;
import dev.seawall.deploy.lab.process.LoopbackNetwork;
import dev.seawall.deploy.lab.process.Network;
import dev.seawall.deploy.lab.process.PortalKeeper;
import dev.seawall.deploy.lab.world.Cidr;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * What a lab's machines stand on: loopback, or a sandbox with a fabric in it, which outlives this program, and the way in
 * and out of that. Not thread-safe.
 *
 * @param privateNetwork of its VPCs
 * @param machinesEndpoint where machines find S3
 * @param setting what the small EC2 has to know of it
 * @param letGo of all but the sandbox
 */
record Ground(
        Network network, Cidr privateNetwork, URI machinesEndpoint, UnaryOperator<LabConfig> setting, Runnable letGo) {
    private static final Cidr VPC = Cidr.parse("10.61.0.0/16");

    static Ground loopback(LabNetwork addresses, URI endpoint) {
        return new Ground(
                new LoopbackNetwork(),
                addresses.privateNetwork(),
                endpoint,
                config -> config.withLoopback(addresses.publicPool()),
                () -> {});
    }

    /** Finds the lab's sandbox, or opens one. */
    static Ground namespaces(LabDirectory lab, LabNetwork addresses, int port, Path javaHome)
            throws FabricException, IOException, InterruptedException {
        Sandbox sandbox = sandbox(lab.root());
        Fabric fabric = Fabric.of(sandbox);
        Cidr mirror = addresses.privateNetwork();
        Gate gate = Gate.open(
                lab.root(),
                new InetSocketAddress("127.0.0.1", port),
                machine -> new InetSocketAddress(Cidr.text(mirror.host(Cidr.address(machine) - VPC.address())), 0));
        var portal = PortalKeeper.start(fabric, lab.root(), javaHome);
        var landmarks = new Landmarks(VPC, Fabric.ROUTER_ADDRESS, PortalKeeper.S3_ADDRESS, mirror);
        return new Ground(
                new FabricNetwork(sandbox, fabric, lab, gate),
                VPC,
                URI.create("http://" + PortalKeeper.S3_ADDRESS + ":" + PortalKeeper.S3_PORT),
                config -> config.withPackets(landmarks, addresses.publicPool()),
                () -> {
                    portal.close();
                    gate.close();
                });
    }

    /** The lab's, with a fabric in it that is whole: whoever made it may have died halfway. */
    private static Sandbox sandbox(Path directory) throws FabricException, IOException, InterruptedException {
        Path whole = directory.resolve("fabric");
        var found = Sandbox.find(directory);
        if (found.isPresent()
                && Files.exists(whole)
                && Files.readString(whole)
                        .strip()
                        .equals(Long.toString(found.get().holder()))) {
            return found.get();
        }
        Sandbox fresh = Sandbox.open(directory, Sandbox.Lifetime.DETACHED);
        Fabric.create(fresh);
        Files.writeString(whole, fresh.holder() + "\n");
        return fresh;
    }
}
