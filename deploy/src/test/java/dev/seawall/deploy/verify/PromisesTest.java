package dev.seawall.deploy.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.verify.Described.Address;
import dev.seawall.deploy.verify.Described.Group;
import dev.seawall.deploy.verify.Described.Instance;
import dev.seawall.deploy.verify.Described.Interface;
import dev.seawall.deploy.verify.Described.Route;
import dev.seawall.deploy.verify.Described.RouteTable;
import dev.seawall.deploy.verify.Described.Rule;
import dev.seawall.deploy.verify.Described.Subnet;
import dev.seawall.deploy.verify.Described.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules alone, also for what the small EC2 can't be brought to: NAT, peering, IPv6, second interfaces. */
class PromisesTest {
    private static final String S3 = "pl-s3";

    private final Promises promises = new Promises(
            Map.of("worker-1", "10.61.128.11"),
            Map.of("front-door-1", "10.61.0.11"),
            Set.of(80, 443),
            Set.of("198.51.100.7/32"),
            true);
    private final List<Instance> instances = new ArrayList<>(List.of(
            new Instance("i-door", "front-door-1", true, true, "subnet-pub", "10.61.0.11"),
            new Instance("i-worker", "worker-1", true, true, "subnet-priv", "10.61.128.11")));
    private final List<Interface> interfaces = new ArrayList<>(List.of(
            new Interface("eni-door", "i-door", "subnet-pub", List.of("10.61.0.11"), "203.0.113.1", List.of("sg-door")),
            new Interface("eni-worker", "i-worker", "subnet-priv", List.of("10.61.128.11"), "", List.of("sg-worker"))));
    private final List<Route> privateRoutes =
            new ArrayList<>(List.of(new Route("10.61.0.0/16", "local"), new Route(S3, "vpce-1")));
    private final List<Rule> workerRules = new ArrayList<>(
            List.of(new Rule(true, "tcp", 9000, 9000, "sg-door"), new Rule(false, "tcp", 443, 443, S3)));
    private final List<Rule> doorRules = new ArrayList<>(List.of(
            new Rule(true, "tcp", 80, 80, "0.0.0.0/0"),
            new Rule(true, "tcp", 443, 443, "0.0.0.0/0"),
            new Rule(true, "tcp", 8900, 8900, "198.51.100.7/32"),
            new Rule(false, "tcp", 9000, 9000, "sg-worker")));
    private final List<Group> groups = new ArrayList<>(List.of(
            new Group("sg-door", "front-door-group", doorRules),
            new Group("sg-worker", "worker-group", workerRules),
            new Group("sg-default", "default", List.of(new Rule(true, "-1", -1, -1, "sg-default")))));

    private List<String> sentences() {
        return sentences(
                new RouteTable("rtb-priv", "private-routes", "vpc-1", false, List.of("subnet-priv"), privateRoutes));
    }

    private List<String> sentences(RouteTable table) {
        var described = new Described(
                instances,
                interfaces,
                List.of(
                        new Subnet("subnet-pub", "public-a", "vpc-1", false),
                        new Subnet("subnet-priv", "private-a", "vpc-1", false)),
                List.of(table),
                groups,
                List.of(new Volume("vol-1", "worker-1-volume", true, "i-worker", false)),
                List.of(new Address("eipalloc-1", "front-door-1-address", "203.0.113.1", "i-door")),
                S3);
        return promises.check(described).stream().map(Finding::sentence).toList();
    }

    @Test
    void whatIsAsPromisedGivesNoFinding() {
        assertThat(sentences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, igw-1, an internet gateway",
        "::/0, eigw-1, an egress-only internet gateway",
        "0.0.0.0/0, nat-1, a NAT gateway",
        "172.16.0.0/12, pcx-1, a peering connection",
        "0.0.0.0/1, eni-9, a network interface",
        "10.0.0.0/8, tgw-1, a transit gateway"
    })
    void anyRouteOutOfThePrivateSideIsFound(String destination, String via, String way) {
        privateRoutes.add(new Route(destination, via));

        assertThat(sentences())
                .containsExactly("private-a (subnet-priv) has a route to " + destination + " through " + way + " ("
                        + via + "), by the route table private-routes (rtb-priv)");
    }

    @Test
    void aPrivateSubnetWithoutATableOfItsOwnFollowsTheMainOne() {
        privateRoutes.add(new Route("0.0.0.0/0", "igw-1"));

        assertThat(sentences(new RouteTable("rtb-main", "", "vpc-1", true, List.of(), privateRoutes)))
                .singleElement()
                .asString()
                .endsWith("by the route table rtb-main");
    }

    @Test
    void aSecondGroupOnAWorkerCountsAsMuchAsItsOwn() {
        groups.add(new Group("sg-ssh", "ssh", List.of(new Rule(true, "tcp", 22, 22, "::/0"))));
        interfaces.set(
                1,
                new Interface(
                        "eni-worker",
                        "i-worker",
                        "subnet-priv",
                        List.of("10.61.128.11"),
                        "",
                        List.of("sg-worker", "sg-ssh")));

        assertThat(sentences())
                .containsExactly(
                        "workers let in tcp 22 from ::/0 through ssh (sg-ssh): only the front doors should reach"
                                + " them, at tcp 9000");
    }

    @Test
    void aWiderRuleFromTheFrontDoorsIsFoundToo() {
        workerRules.set(0, new Rule(true, "tcp", 9000, 9100, "sg-door"));

        assertThat(sentences())
                .singleElement()
                .asString()
                .startsWith("workers let in tcp 9000-9100 from front-door-group (sg-door)");
    }

    @Test
    void whoeverElseCarriesTheFrontDoorsGroupIsFound() {
        interfaces.add(new Interface("eni-x", "", "subnet-pub", List.of("10.61.0.99"), "", List.of("sg-door")));

        assertThat(sentences())
                .containsExactly(
                        "the network interface eni-x of no instance carries front-door-group (sg-door), so it can"
                                + " reach the workers, but it is no front door's");
    }

    @Test
    void everythingFromEverywhereOpensTheAdminPort() {
        doorRules.add(new Rule(true, "-1", -1, -1, "0.0.0.0/0"));

        assertThat(sentences())
                .containsExactly("the front doors' admin port is open to the world: front-door-group (sg-door) lets in"
                        + " everything from 0.0.0.0/0");
    }

    @Test
    void anAdminNetworkThatTheBlueprintDoesNotNameIsFound() {
        doorRules.add(new Rule(true, "tcp", 8900, 8900, "192.0.2.0/24"));

        assertThat(sentences())
                .containsExactly(
                        "front doors let in tcp 8900 from 192.0.2.0/24 through front-door-group (sg-door), which"
                                + " the blueprint doesn't ask for");
    }

    @Test
    void anAddressOfItsOwnOnTheSecondInterfaceOfAWorkerIsFound() {
        interfaces.add(new Interface(
                "eni-2", "i-worker", "subnet-priv", List.of("10.61.128.99"), "203.0.113.9", List.of("sg-worker")));

        assertThat(sentences())
                .containsExactly("the network interface eni-2 in private-a (subnet-priv) has the public address"
                        + " 203.0.113.9, of worker-1 (i-worker)");
    }

    @Test
    void twoInstancesOfASlotAreFound() {
        instances.add(new Instance("i-twin", "worker-1", true, true, "subnet-priv", "10.61.128.99"));

        assertThat(sentences())
                .containsExactly(
                        "worker-1 has 2 instances: i-worker, i-twin",
                        "worker-1 (i-twin) has the private address 10.61.128.99, not 10.61.128.11, where the others look"
                                + " for it");
    }
}
