package dev.seawall.deploy.blueprint;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code seawall.yaml}: the only file a user edits. Every key: docs/reference/seawall.yaml. Immutable.
 *
 * @param network the /16 that a VPC of the deployment gets, as written
 * @param zones letters of the region's availability zones, in the order in which slots are dealt to them
 * @param operators the networks from which the front doors' admin ports may be reached on EC2; none by default
 */
public record Blueprint(
        String name,
        String region,
        String network,
        List<String> zones,
        List<String> operators,
        FrontDoors frontDoors,
        Workers workers,
        List<Route> routes,
        Limits limits,
        LocalPorts local) {

    private static final Pattern NAME = Pattern.compile("[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern NETWORK =
            Pattern.compile("(?:10|172\\.(?:1[6-9]|2[0-9]|3[01])|192\\.168)(?:\\.[0-9]{1,3})?\\.0\\.0/16");
    private static final Pattern ZONE = Pattern.compile("[a-z]");
    private static final Pattern CIDR = Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}/(?:[0-9]|[12][0-9]|3[0-2])");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-[0-9]+");

    /** Reads and checks the file; what is thrown carries every problem of it. */
    public static Blueprint load(Path file) throws BlueprintException {
        return parse(
                file.getFileName().toString(),
                KeyFile.text(
                        file,
                        "found no blueprint at " + file
                                + "; run from the directory that holds seawall.yaml, or name it with --file"));
    }

    /** As {@link #load}; {@code file} is the name that the problems are told with. */
    public static Blueprint parse(String file, String yaml) throws BlueprintException {
        return KeyFile.parse(file, yaml, Blueprint::read);
    }

    private static Blueprint read(Section section) {
        var name = section.requireText(
                "name", NAME, "1 to 32 of a-z, 0-9 and -, begin with a letter and not end in -, such as shop");
        var region = section.takeText("region", REGION, "an AWS region such as us-east-1", "us-east-1");
        var network = section.takeText(
                "network", NETWORK, "a private IPv4 network of 65,536 addresses such as 10.61.0.0/16", "10.61.0.0/16");
        var zones = section.takeTexts("zones", ZONE, "the letter of an availability zone such as a", List.of("a"));
        var operators = section.takeTexts("operators", CIDR, "an IPv4 network such as 198.51.100.7/32", List.of());
        var frontDoors = FrontDoors.read(section.takeSection("frontdoors"));
        var workers = Workers.read(section.takeSection("workers"));
        var routes = Route.read(section);
        var limits = Limits.read(section.takeSection("limits"));
        var local = LocalPorts.read(section.takeSection("local"), frontDoors.count(), workers.count());
        section.done();
        return new Blueprint(name, region, network, zones, operators, frontDoors, workers, routes, limits, local);
    }

    /** Whether {@code GET /v1/objects} is answered by every worker together, so that one request reaches them all. */
    public boolean listsEveryWorker() {
        return routes.contains(new Route("/v1/objects", "all"));
    }
}
