package dev.seawall.deploy.lab.packets;

import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Node;
import dev.seawall.deploy.lab.fabric.Sandbox;
import dev.seawall.deploy.lab.process.Border;
import dev.seawall.deploy.lab.process.FabricNetwork;
import dev.seawall.deploy.verify.packets.Place;
import dev.seawall.deploy.verify.packets.Place.Outsider;
import dev.seawall.deploy.verify.packets.ProbeException;
import dev.seawall.deploy.verify.packets.Probes;
import dev.seawall.deploy.verify.packets.Surroundings;
import java.nio.file.Path;
import java.util.List;

/**
 * The network of a lab that runs, whose nodes are named by instances' ids. Immutable.
 *
 * @param directory the lab's
 */
public record LabTerrain(Fabric fabric, Path directory) implements Terrain {
    private static final String INTERNET = "internet";
    private static final String OPERATOR = "operator";

    /** Stands for this computer in rules: what it sends comes out of the router. */
    private static final String THIS_COMPUTER = "127.0.0.1";

    /**
     * Probes in the lab of a directory.
     *
     * @throws ProbeException when its machines are no namespaces, or none run
     */
    public static Probes probes(Path directory) throws ProbeException {
        try {
            var sandbox = Sandbox.find(directory);
            if (sandbox.isEmpty()) {
                throw new ProbeException("found no network of the lab's own in " + directory + ": its machines are"
                        + " processes on this computer's loopback, where nothing filters packets (./seawall lab status"
                        + " says why; ./seawall lab doctor what this computer lacks)");
            }
            return new FabricProbes(
                    new LabTerrain(Fabric.of(sandbox.get()), directory), directory.resolve("packets.log"));
        } catch (FabricException e) {
            throw new ProbeException("failed to look at the lab's network: " + e.getMessage(), e);
        }
    }

    @Override
    public Surroundings surroundings() {
        return new Surroundings(
                List.of(
                        new Outsider(INTERNET, Fabric.INTERNET_ADDRESS, List.of(Fabric.INTERNET_ADDRESS)),
                        new Outsider(OPERATOR, Fabric.ROUTER_ADDRESS, List.of(Fabric.ROUTER_ADDRESS, THIS_COMPUTER))),
                Border.S3_ADDRESS,
                FabricNetwork::inside,
                ServedVolumes.in(directory));
    }

    @Override
    public Node node(Place place) throws FabricException {
        return switch (place) {
            case Outsider outsider -> fabric.node(outsider.name().equals(INTERNET) ? Fabric.INTERNET : Fabric.ROUTER);
            case Place.Service service -> fabric.node(Fabric.ROUTER);
            case Place.Instance instance -> fabric.node(instance.id());
            case Place.VolumeServer server -> at(server);
        };
    }

    private Node at(Place.VolumeServer server) throws FabricException {
        return fabric.nodes().stream()
                .filter(node -> node.address().equals(server.address()))
                .findFirst()
                .orElseThrow(() -> new FabricException("no node of the fabric has the address of " + server.label()));
    }
}
