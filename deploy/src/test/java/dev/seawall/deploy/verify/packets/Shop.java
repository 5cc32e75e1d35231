package dev.seawall.deploy.verify.packets;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.BlueprintException;
import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.verify.Described;
import dev.seawall.deploy.verify.Described.Group;
import dev.seawall.deploy.verify.Described.Instance;
import dev.seawall.deploy.verify.Described.Interface;
import dev.seawall.deploy.verify.Described.Route;
import dev.seawall.deploy.verify.Described.RouteTable;
import dev.seawall.deploy.verify.Described.Rule;
import dev.seawall.deploy.verify.Described.Subnet;
import dev.seawall.deploy.verify.Described.Volume;
import dev.seawall.deploy.verify.Promises;
import dev.seawall.deploy.verify.packets.Place.Outsider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Two front doors and three workers, as EC2 would describe them; tests change the rules. Not thread-safe. */
public final class Shop {
    public static final String OPERATOR = "10.61.255.254";
    public static final String S3_ADDRESS = "10.63.0.1";
    private static final String S3 = "pl-s3";
    private static final String VPC = "10.61.0.0/16";

    /** What EC2 describes; as the blueprint asks, to begin with. */
    public final List<Rule> doorRules = new ArrayList<>(List.of(
            new Rule(true, "tcp", 80, 80, "0.0.0.0/0"),
            new Rule(true, "tcp", 443, 443, "0.0.0.0/0"),
            new Rule(true, "tcp", 8900, 8900, "127.0.0.0/8"),
            new Rule(false, "tcp", 9000, 9000, "sg-worker"),
            new Rule(false, "tcp", 443, 443, S3)));

    public final List<Rule> workerRules = new ArrayList<>(
            List.of(new Rule(true, "tcp", 9000, 9000, "sg-door"), new Rule(false, "tcp", 443, 443, S3)));
    public final List<Route> privateRoutes = new ArrayList<>(List.of(new Route(VPC, "local"), new Route(S3, "vpce-1")));

    private final Blueprint blueprint;

    public Shop() {
        try {
            blueprint = Blueprint.parse("seawall.yaml", """
                    name: shop
                    zones: [a]
                    frontdoors: {count: 2}
                    workers: {count: 3}
                    """);
        } catch (BlueprintException e) {
            throw new IllegalStateException(e);
        }
    }

    public Layout layout() {
        var network = NetworkPlan.of(blueprint);
        return Layout.of(Promises.of(blueprint, network, List.of("127.0.0.0/8")), network, described(), surroundings());
    }

    /** The lab's. */
    public static Surroundings surroundings() {
        return new Surroundings(
                List.of(
                        new Outsider("internet", "198.51.100.2", List.of("198.51.100.2")),
                        new Outsider("operator", OPERATOR, List.of(OPERATOR, "127.0.0.1"))),
                S3_ADDRESS,
                UnaryOperator.identity(),
                Map.of(
                        "vol-1", new Surroundings.Server("10.61.255.11", 10_811),
                        "vol-2", new Surroundings.Server("10.61.255.12", 10_812),
                        "vol-3", new Surroundings.Server("10.61.255.13", 10_813)));
    }

    private Described described() {
        List<Instance> instances = new ArrayList<>();
        List<Interface> interfaces = new ArrayList<>();
        List<Volume> volumes = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            String address = "10.61.0.1" + i;
            instances.add(new Instance("i-door" + i, "front-door-" + i, true, true, "subnet-pub", address));
            interfaces.add(new Interface(
                    "eni-d" + i, "i-door" + i, "subnet-pub", List.of(address), "203.0.113.1" + i, List.of("sg-door")));
        }
        for (int i = 1; i <= 3; i++) {
            String address = "10.61.128.1" + i;
            instances.add(new Instance("i-worker" + i, "worker-" + i, true, true, "subnet-priv", address));
            interfaces.add(new Interface(
                    "eni-w" + i, "i-worker" + i, "subnet-priv", List.of(address), "", List.of("sg-worker")));
            volumes.add(new Volume("vol-" + i, "volume-" + i, true, "i-worker" + i, false));
        }
        return new Described(
                instances,
                interfaces,
                List.of(
                        new Subnet("subnet-pub", "public-a", "vpc-1", false),
                        new Subnet("subnet-priv", "private-a", "vpc-1", false)),
                List.of(
                        new RouteTable(
                                "rtb-pub",
                                "public-routes",
                                "vpc-1",
                                false,
                                List.of("subnet-pub"),
                                List.of(new Route(VPC, "local"), new Route("0.0.0.0/0", "igw-1"))),
                        new RouteTable(
                                "rtb-priv", "private-routes", "vpc-1", false, List.of("subnet-priv"), privateRoutes)),
                List.of(
                        new Group("sg-door", "front-door-group", doorRules),
                        new Group("sg-worker", "worker-group", workerRules)),
                volumes,
                List.of(),
                S3);
    }

    /** A place by its name. */
    public Place place(String name) {
        return layout().places().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Instances and the volumes' servers. */
    public List<Place> inside() {
        return layout().places().stream()
                .filter(place -> place instanceof Place.Instance || place instanceof Place.VolumeServer)
                .toList();
    }
}
