package dev.seawall.deploy.verify.packets;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.verify.Described;
import dev.seawall.deploy.verify.Described.Group;
import dev.seawall.deploy.verify.Described.Interface;
import dev.seawall.deploy.verify.Described.Volume;
import dev.seawall.deploy.verify.Promises;
import dev.seawall.deploy.verify.packets.Flow.Protocol;
import dev.seawall.deploy.verify.packets.Meeting.Pair;
import dev.seawall.deploy.verify.packets.Place.Instance;
import dev.seawall.deploy.verify.packets.Place.Outsider;
import dev.seawall.deploy.verify.packets.Place.Service;
import dev.seawall.deploy.verify.packets.Place.VolumeServer;
import dev.seawall.deploy.verify.packets.RuleBook.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is there, and what the rules say of them: those that EC2 describes, and those that the blueprint asks for.
 * Immutable.
 *
 * @param places outsiders, instances by name, volumes' servers
 * @param ports that are tried at each, over TCP and UDP
 */
public record Layout(List<Place> places, List<Integer> ports, RuleBook described, RuleBook wanted) {
    private static final int SSH = 22;
    private static final int NBD = 10_809;
    private static final String ANYWHERE = "0.0.0.0/0";

    /** Nobody's: what answers there would be a surprise. */
    private static final int UNUSED = 65_000;

    public Layout {
        places = List.copyOf(places);
        ports = List.copyOf(ports);
    }

    public static Layout of(Promises promises, NetworkPlan network, Described seen, Surroundings around) {
        List<Instance> instances = seen.instances().stream()
                .filter(Described.Instance::live)
                .map(one -> instance(one, seen, around))
                .sorted(Comparator.comparing(Instance::name))
                .toList();
        List<VolumeServer> servers = servers(seen, around);
        List<Place> places = new ArrayList<>(around.outsiders());
        places.addAll(instances);
        if (!around.s3().isEmpty()) {
            places.add(new Service("s3", around.s3(), List.of(seen.s3PrefixList())));
        }
        places.addAll(servers);
        Set<Integer> ports = new TreeSet<>(promises.publicPorts());
        ports.addAll(List.of(
                SSH,
                NetworkPlan.FRONT_DOOR_ADMIN_PORT,
                NetworkPlan.WORKER_PORT,
                NetworkPlan.WORKER_ADMIN_PORT,
                NBD,
                UNUSED));
        servers.forEach(server -> ports.add(server.port()));
        return new Layout(
                places,
                List.copyOf(ports),
                described(instances, seen),
                wanted(instances, WantedGroups.of(promises, seen), promises, network, seen.s3PrefixList()));
    }

    /** Two instances of one slot are told apart by their ids. */
    private static Instance instance(Described.Instance one, Described seen, Surroundings around) {
        Set<Group> groups = new LinkedHashSet<>();
        String publicAddress = "";
        for (Interface each : seen.interfaces()) {
            if (each.instanceId().equals(one.id())) {
                seen.groups().stream()
                        .filter(group -> each.groups().contains(group.id()))
                        .forEach(groups::add);
                publicAddress = publicAddress.isEmpty() ? each.publicAddress() : publicAddress;
            }
        }
        boolean only = seen.instances().stream()
                        .filter(other -> other.live() && other.name().equals(one.name()))
                        .count()
                == 1;
        return new Instance(
                only && !one.name().isEmpty() ? one.name() : one.id(),
                one.id(),
                one.privateAddress(),
                publicAddress.isEmpty() ? "" : around.routed().apply(publicAddress),
                List.copyOf(groups));
    }

    private static List<VolumeServer> servers(Described seen, Surroundings around) {
        List<VolumeServer> servers = new ArrayList<>();
        for (Volume volume : seen.volumes()) {
            var server = around.volumeServers().get(volume.id());
            if (server != null) {
                servers.add(new VolumeServer(
                        volume.name().isEmpty() ? volume.id() : volume.name(),
                        volume.id(),
                        server.address(),
                        server.port(),
                        volume.holder()));
            }
        }
        servers.sort(Comparator.comparing(VolumeServer::name));
        return servers;
    }

    private static RuleBook described(List<Instance> instances, Described seen) {
        Map<String, Standing> standings = new TreeMap<>();
        instances.forEach(one -> standings.put(one.id(), new Standing(one.groups(), Reach.described(one.id(), seen))));
        return new RuleBook(standings);
    }

    private static RuleBook wanted(
            List<Instance> instances, WantedGroups groups, Promises promises, NetworkPlan network, String s3) {
        Map<String, Standing> standings = new TreeMap<>();
        for (Instance one : instances) {
            if (promises.workers().containsKey(one.name())) {
                standings.put(
                        one.id(),
                        new Standing(List.of(groups.worker()), Reach.of(List.of(network.network(), s3), List.of())));
            } else if (promises.frontDoors().containsKey(one.name())) {
                standings.put(
                        one.id(),
                        new Standing(
                                List.of(groups.frontDoor()),
                                Reach.of(List.of(network.network(), s3), List.of(ANYWHERE))));
            }
        }
        return new RuleBook(standings);
    }

    /**
     * From each place to each other, at every port. What outsiders and volumes' servers do among themselves is nobody's
     * promise. Outsiders try a public address, too.
     */
    List<Flow> flows() {
        List<Flow> flows = new ArrayList<>();
        for (Place from : places) {
            for (Place to : places) {
                if (isOfInterest(from, to)) {
                    addresses(from, to).forEach(address -> portsOf(to).forEach(port -> {
                        flows.add(new Flow(from, to, address, Protocol.TCP, port));
                        flows.add(new Flow(from, to, address, Protocol.UDP, port));
                    }));
                }
            }
        }
        return flows;
    }

    /** Several volumes may be served at one address: what is another's port is tried there. */
    private List<Integer> portsOf(Place to) {
        return ports.stream()
                .filter(port -> places.stream()
                        .noneMatch(other -> !other.equals(to)
                                && to instanceof VolumeServer
                                && other instanceof VolumeServer server
                                && server.address().equals(to.address())
                                && server.port() == port))
                .toList();
    }

    private static boolean isOfInterest(Place from, Place to) {
        boolean concernsAnInstance = from instanceof Instance || to instanceof Instance;
        boolean asks = !from.equals(to) && !(from instanceof Service);
        return asks && (concernsAnInstance || (from instanceof Outsider && to instanceof VolumeServer));
    }

    private static List<String> addresses(Place from, Place to) {
        return from instanceof Outsider
                        && to instanceof Instance instance
                        && !instance.publicAddress().isEmpty()
                ? List.of(instance.publicAddress(), instance.address())
                : List.of(to.address());
    }

    /** Each two that may be of interest to each other. */
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            for (int j = i + 1; j < places.size(); j++) {
                if (isOfInterest(places.get(i), places.get(j)) && isOfInterest(places.get(j), places.get(i))) {
                    pairs.add(new Pair(places.get(i), places.get(j)));
                }
            }
        }
        return pairs;
    }
}
