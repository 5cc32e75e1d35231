package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.WantedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a blueprint wants in EC2, every resource in words: the other side of {@link Sight}. A front door has the public
 * address and no disk; a worker has the disk, and no address or route that leads to or from the Internet. Immutable.
 */
record Topology(CloudTarget target, Choices choices, String bucket) {
    static final String BUCKET = "bucket";
    static final String VPC = "vpc";
    static final String GATEWAY = "gateway";
    static final String ENDPOINT = "s3-endpoint";
    static final String FRONT_DOOR_GROUP = "front-door-group";
    static final String WORKER_GROUP = "worker-group";
    static final String PUBLIC_ROUTES = "public-routes";
    static final String PRIVATE_ROUTES = "private-routes";
    static final String ANYONE = "0.0.0.0/0";

    /** What isn't said by the blueprint alone: depends on what runs, on EC2's catalogue and on the programs. */
    interface Choices {
        String type(Slot slot);

        String image(Slot slot);

        String launch(Slot slot);
    }

    List<WantedResource> wanted() {
        var network = target.network();
        List<WantedResource> all = new ArrayList<>();
        all.add(new WantedResource(Kind.VPC, VPC, Map.of("network", network.network())));
        all.add(new WantedResource(Kind.INTERNET_GATEWAY, GATEWAY, Map.of("attached to", VPC)));
        for (String zone : network.zones()) {
            all.add(subnet("public-" + zone, network.publicSubnet(zone), zone));
            all.add(subnet("private-" + zone, network.privateSubnet(zone), zone));
        }
        all.add(routes(PUBLIC_ROUTES, "public-", Map.of("route " + ANYONE, GATEWAY)));
        all.add(routes(PRIVATE_ROUTES, "private-", Map.of()));
        all.add(new WantedResource(
                Kind.ENDPOINT,
                ENDPOINT,
                Map.of("service", "s3", PUBLIC_ROUTES, "associated", PRIVATE_ROUTES, "associated")));
        all.add(frontDoorGroup());
        all.add(workerGroup());
        all.add(new WantedResource(Kind.BUCKET, BUCKET, Map.of("name", bucket)));
        List<Slot> slots = Slot.all(target.blueprint(), network);
        slots.stream()
                .filter(slot -> slot.role() == Role.WORKER)
                .map(this::volume)
                .forEach(all::add);
        slots.stream().map(this::instance).forEach(all::add);
        slots.stream()
                .filter(slot -> slot.role() == Role.FRONT_DOOR)
                .map(slot -> new WantedResource(Kind.ADDRESS, slot.addressName(), Map.of("attached to", slot.name())))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private String zone(String letter) {
        return target.connection().region() + letter;
    }

    private WantedResource subnet(String name, String network, String letter) {
        return new WantedResource(
                Kind.SUBNET, name, Map.of("network", network, "zone", zone(letter), "public addresses", "no"));
    }

    private WantedResource routes(String name, String subnets, Map<String, String> routes) {
        var attributes = new TreeMap<>(routes);
        target.network().zones().forEach(zone -> attributes.put("subnet " + subnets + zone, "associated"));
        return new WantedResource(Kind.ROUTE_TABLE, name, attributes);
    }

    private WantedResource frontDoorGroup() {
        var ports = target.blueprint().frontDoors();
        var rules = new TreeMap<String, String>();
        allow(rules, Rule.in("tcp", ports.httpPort(), ANYONE));
        allow(rules, Rule.in("tcp", ports.httpsPort(), ANYONE));
        target.operators().forEach(network -> allow(rules, Rule.in("tcp", NetworkPlan.FRONT_DOOR_ADMIN_PORT, network)));
        allow(rules, Rule.out("tcp", NetworkPlan.WORKER_PORT, WORKER_GROUP));
        allow(rules, Rule.out("tcp", 443, Rule.S3));
        return new WantedResource(Kind.SECURITY_GROUP, FRONT_DOOR_GROUP, rules);
    }

    private static WantedResource workerGroup() {
        var rules = new TreeMap<String, String>();
        allow(rules, Rule.in("tcp", NetworkPlan.WORKER_PORT, FRONT_DOOR_GROUP));
        allow(rules, Rule.out("tcp", 443, Rule.S3));
        return new WantedResource(Kind.SECURITY_GROUP, WORKER_GROUP, rules);
    }

    private static void allow(Map<String, String> rules, Rule rule) {
        rules.put(rule.sentence(), "allowed");
    }

    private WantedResource volume(Slot slot) {
        var volume = target.blueprint().workers().volume();
        return new WantedResource(
                Kind.VOLUME,
                slot.volumeName(),
                Map.of(
                        "size", gibibytes(volume.size().bytes()) + " GiB",
                        "type", volume.type(),
                        "iops", Integer.toString(volume.iops()),
                        "encrypted", volume.encrypted() ? "yes" : "no",
                        "zone", zone(slot.zone()),
                        "attached to", slot.name()));
    }

    /** EC2 knows whole GiB only: what is more than one is rounded up. */
    private static long gibibytes(long bytes) {
        return (bytes + (1L << 30) - 1) >> 30;
    }

    private WantedResource instance(Slot slot) {
        boolean worker = slot.role() == Role.WORKER;
        return new WantedResource(
                Kind.INSTANCE,
                slot.name(),
                Map.of(
                        "type", choices.type(slot),
                        "image", choices.image(slot),
                        "market",
                                worker
                                        ? "on-demand"
                                        : target.blueprint().frontDoors().market(),
                        "subnet", slot.subnetName(),
                        "address", slot.address(),
                        "groups", worker ? WORKER_GROUP : FRONT_DOOR_GROUP,
                        "metadata", "IMDSv2 only",
                        "launch", choices.launch(slot),
                        "state", "running"));
    }
}
