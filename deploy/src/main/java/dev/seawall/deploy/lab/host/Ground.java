package dev.seawall.deploy.lab.host;

import dev.seawall.deploy.lab.LabConfig;
import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Sandbox;
import dev.seawall.deploy.lab.operation.Landmarks;
import dev.seawall.deploy.lab.portal.Gate;
import dev.seawall.deploy.lab.process.Border;
import dev.seawall.deploy.lab.process.DirectoryDrives;
import dev.seawall.deploy.lab.process.Drives;
import dev.seawall.deploy.lab.process.FabricNetwork;
import dev.seawall.deploy.lab.process.LabDirectory;
import dev.seawall.deploy.lab.process.LoopbackNetwork;
import dev.seawall.deploy.lab.process.Network;
import dev.seawall.deploy.lab.process.NetworkDrives;
import dev.seawall.deploy.lab.process.PortalKeeper;
import dev.seawall.deploy.lab.world.Cidr;
import java.io.IOException;
import java.net.InetAddress;
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
        Network network,
        Drives drives,
        Cidr privateNetwork,
        URI machinesEndpoint,
        UnaryOperator<LabConfig> setting,
        Runnable letGo) {
    private static final Cidr VPC = Cidr.parse(Border.VPC);

    static Ground loopback(LabDirectory lab, LabNetwork addresses, URI endpoint) {
        return new Ground(
                new LoopbackNetwork(),
                new DirectoryDrives(lab),
                addresses.privateNetwork(),
                endpoint,
                config -> config.withLoopback(addresses.publicPool()),
                () -> {});
    }

    /** Finds the lab's sandbox, or opens one. */
    static Ground namespaces(LabDirectory lab, LabNetwork addresses, Isolation.Volumes volumes, int port, Path javaHome)
            throws FabricException, IOException, InterruptedException {
        Sandbox sandbox = sandbox(lab.root());
        Fabric fabric = Fabric.of(sandbox);
        Border.draw(fabric);
        Cidr mirror = addresses.privateNetwork();
        Gate gate = Gate.open(
                lab.root(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                machine -> new InetSocketAddress(Cidr.text(mirror.host(Cidr.address(machine) - VPC.address())), 0));
        var portal = PortalKeeper.start(fabric, lab.root(), javaHome);
        var landmarks = new Landmarks(VPC, Fabric.ROUTER_ADDRESS, Border.S3_ADDRESS, mirror);
        return new Ground(
                new FabricNetwork(sandbox, fabric, lab, gate),
                volumes == Isolation.Volumes.network
                        ? new NetworkDrives(fabric, lab, System::nanoTime)
                        : new DirectoryDrives(lab),
                VPC,
                URI.create("http://" + Border.S3_ADDRESS + ":" + PortalKeeper.S3_PORT),
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
