package dev.seawall.deploy.lab.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Node;
import dev.seawall.deploy.lab.fabric.RealLab;
import dev.seawall.deploy.lab.fabric.Rule;
import dev.seawall.deploy.lab.fabric.Sandbox;
import dev.seawall.deploy.lab.fabric.Shape;
import dev.seawall.deploy.verify.Described;
import dev.seawall.deploy.verify.Finding;
import dev.seawall.deploy.verify.packets.HolePunch;
import dev.seawall.deploy.verify.packets.PacketCheck;
import dev.seawall.deploy.verify.packets.PacketReport;
import dev.seawall.deploy.verify.packets.Place;
import dev.seawall.deploy.verify.packets.Shop;
import dev.seawall.deploy.verify.packets.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real packets between the namespaces of a deployment of two front doors and three workers, all filtered as their rules
 * say; each test then has the rules, or the filters, be other than they should.
 */
class PacketsLabIT {
    private static final Shape FAST = new Shape(400_000_000, 1000);
    private static final List<String> DOORS = List.of("10.61.0.11/32", "10.61.0.12/32");
    private static final List<String> WORKERS = List.of("10.61.128.11/32", "10.61.128.12/32", "10.61.128.13/32");

    private static final Rule TO_S3 = Rule.out("tcp", 443, Shop.S3_ADDRESS + "/32");

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static Fabric fabric;

    private final Shop shop = new Shop();

    @BeforeAll
    static void lay() throws Exception {
        RealLab.needsNetwork();
        sandbox = Sandbox.open(folder, Sandbox.Lifetime.WITH_CALLER);
        fabric = Fabric.create(sandbox);
        inRouter("ip addr add " + Shop.S3_ADDRESS + "/32 dev lo");
        // As an Internet gateway has it: private addresses are nowhere beyond it.
        inRouter("nft add table ip border"
                + " && nft 'add chain ip border in { type filter hook forward priority 0; }'"
                + " && nft 'add rule ip border in iifname r-inet ip daddr 10.61.0.0/16 drop'");
        for (Place place : new Shop().inside()) {
            fabric.addInstance(place.name(), place.address(), FAST);
            if (place instanceof Place.Instance instance
                    && !instance.publicAddress().isEmpty()) {
                fabric.elastic(instance.publicAddress(), instance.name());
            }
        }
    }

    private static void inRouter(String command) throws Exception {
        Path log = folder.resolve("router.log");
        var process = fabric.node(Fabric.ROUTER)
                .pipe(log, Map.of(), List.of("sh", "-c", command))
                .process();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }

    @AfterAll
    static void end() throws Exception {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** As the lab does it after each call. */
    @BeforeEach
    void filterAsTheRulesSay() throws Exception {
        for (Place place : shop.inside()) {
            fabric.firewall(
                    place.name(),
                    switch (place) {
                        case Place.Instance instance ->
                            instance.groups().stream()
                                    .flatMap(group -> group.rules().stream())
                                    .flatMap(rule -> rules(rule, instance).stream())
                                    .toList();
                        case Place.VolumeServer server ->
                            List.of(Rule.in(
                                    "tcp",
                                    server.port(),
                                    shop.place(server.name().replace("volume", "worker"))
                                                    .address() + "/32"));
                        case Place.Outsider outsider -> throw new AssertionError(outsider);
                        case Place.Service service -> throw new AssertionError(service);
                    });
        }
    }

    /** No farther than routes lead: a worker's not out of the network. */
    private static List<Rule> rules(Described.Rule rule, Place.Instance instance) {
        List<String> peers =
                switch (rule.peer()) {
                    case "sg-door" -> DOORS;
                    case "sg-worker" -> WORKERS;
                    case "127.0.0.0/8" -> List.of(Shop.OPERATOR + "/32");
                    case "pl-s3" -> List.of(Shop.S3_ADDRESS + "/32");
                    default -> List.of(instance.name().startsWith("worker") ? "10.61.0.0/16" : rule.peer());
                };
        return peers.stream()
                .map(peer -> new Rule(
                        rule.ingress() ? Rule.Direction.IN : Rule.Direction.OUT,
                        rule.protocol().equals("-1") ? "all" : rule.protocol(),
                        rule.from(),
                        rule.to(),
                        peer))
                .toList();
    }

    private PacketReport check() throws Exception {
        try (var probes = new FabricProbes(new ShopTerrain(fabric), folder.resolve("probes.log"))) {
            return PacketCheck.run(shop.layout(), probes);
        }
    }

    /** Where nodes are named as places are. */
    private record ShopTerrain(Fabric fabric) implements Terrain {
        @Override
        public Surroundings surroundings() {
            return Shop.surroundings();
        }

        @Override
        public Node node(Place place) throws FabricException {
            return fabric.node(
                    switch (place.name()) {
                        case "internet" -> Fabric.INTERNET;
                        case "operator", "s3" -> Fabric.ROUTER;
                        default -> place.name();
                    });
        }
    }

    private static List<String> sentences(PacketReport report) {
        return report.findings().stream().map(Finding::sentence).toList();
    }

    @Test
    void whatIsFilteredAsTheBlueprintAsksAgreesInEveryFlowWithinTwentySeconds() throws Exception {
        long began = System.nanoTime();
        var report = check();
        var took = Duration.ofNanos(System.nanoTime() - began);

        System.out.println("packets: " + report.crossings().size() + " flows and "
                + report.punches().size() + " meetings in " + took.toMillis() + " ms");
        assertThat(sentences(report)).isEmpty();
        assertThat(report.crossings()).hasSizeGreaterThan(1000);
        assertThat(report.crossings())
                .filteredOn(
                        one -> one.seen().arrived() && one.flow().from().name().equals("front-door-1"))
                .extracting(one -> one.flow().to().name() + " " + one.flow().port())
                .containsExactly("worker-1 9000", "worker-2 9000", "worker-3 9000", "s3 443");
    }

    @Test
    void aWorkersGroupOpenedToTheWorldIsSeenInRulesAndPackets() throws Exception {
        shop.workerRules.add(new Described.Rule(true, "-1", -1, -1, "0.0.0.0/0"));
        filterAsTheRulesSay();

        var report = check();

        assertThat(sentences(report))
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith(
                                "operator (10.61.255.254) reached worker-1 (i-worker1, 10.61.128.11) at tcp 22, 80,")
                        .endsWith("because worker-group (sg-worker) lets in everything from 0.0.0.0/0, which the"
                                + " blueprint doesn't ask for"))
                .noneMatch(sentence -> sentence.contains("internet"));
        assertThat(report.findings()).extracting(Finding::promise).containsOnly("rule-not-wanted", "hole-punching");
    }

    @Test
    void aFilterThatIsOpenAlthoughNoRuleSaysSoIsFound() throws Exception {
        fabric.firewall("worker-2", List.of(Rule.in("all", 0, "0.0.0.0/0"), TO_S3));

        assertThat(check().findings())
                .anySatisfy(finding -> {
                    assertThat(finding.promise()).isEqualTo("packets-without-rule");
                    assertThat(finding.sentence())
                            .startsWith(
                                    "operator (10.61.255.254) reached worker-2 (i-worker2, 10.61.128.12) at tcp 22, 80,")
                            .endsWith("although no rule of worker-group (sg-worker) lets that in: what filters there"
                                    + " is not what EC2 describes");
                    assertThat(finding.ids()).containsExactly("i-worker2", "sg-worker");
                })
                .allMatch(finding -> finding.sentence().contains("worker-2"));
    }

    @Test
    void aFrontDoorThatCanReachAVolumesServerIsFound() throws Exception {
        fabric.firewall(
                "volume-1",
                List.of(Rule.in("tcp", 10_811, "10.61.128.11/32"), Rule.in("tcp", 10_811, "10.61.0.11/32")));

        assertThat(check().findings())
                .containsExactly(new Finding(
                        "packets-without-rule",
                        "front-door-1 (i-door1, 10.61.0.11) reached volume-1 (vol-1, 10.61.255.11) at tcp 10811,"
                                + " although volume-1 (vol-1) is not attached to it: what filters there is not what"
                                + " EC2 describes",
                        List.of("i-door1", "vol-1")));
    }

    @Test
    void aMissingRuleIsFound() throws Exception {
        shop.workerRules.removeIf(Described.Rule::ingress);
        filterAsTheRulesSay();

        assertThat(sentences(check()))
                .containsExactly(
                        missing("worker-1 (i-worker1, 10.61.128.11)"),
                        missing("worker-2 (i-worker2, 10.61.128.12)"),
                        missing("worker-3 (i-worker3, 10.61.128.13)"));
    }

    private static String missing(String worker) {
        return "front-door-1 (i-door1, 10.61.0.11), front-door-2 (i-door2, 10.61.0.12) did not reach " + worker
                + " at tcp 9000, which the blueprint asks for: no rule of worker-group (sg-worker) lets that in";
    }

    @Test
    void aRuleThatNoFilterHasIsFound() throws Exception {
        fabric.firewall("worker-3", List.of(Rule.in("tcp", 9000, "10.61.0.11/32"), TO_S3));

        assertThat(sentences(check()))
                .containsExactly(
                        "front-door-2 (i-door2, 10.61.0.12) did not reach worker-3 (i-worker3, 10.61.128.13) at"
                                + " tcp 9000 (nothing came back in 3 tries, the last of 2500 ms), although front-door-group"
                                + " (sg-door) lets out tcp 9000 to worker-group (sg-worker), and worker-group (sg-worker) lets"
                                + " in tcp 9000 from front-door-group (sg-door)");
    }

    @Test
    void twoHostsThatMaySendUdpMeetThroughFiltersThatLetNothingIn() throws Exception {
        shop.doorRules.add(new Described.Rule(false, "udp", 1024, 65_535, "0.0.0.0/0"));
        shop.workerRules.add(new Described.Rule(false, "udp", 1024, 65_535, "0.0.0.0/0"));
        filterAsTheRulesSay();

        var punches = check().punches();

        assertThat(punches).as("packets do what stateful groups say").allMatch(punch -> punch.rules()
                .equals(punch.meeting().heard()));
        assertThat(met(punches))
                .contains("front-door-1 <-> worker-1", "front-door-1 <-> front-door-2", "operator <-> front-door-1")
                .doesNotContain("worker-1 <-> volume-1", "internet <-> worker-1", "internet <-> front-door-1");
        assertThat(punches)
                .filteredOn(punch -> punch.meeting().one().name().equals("front-door-1")
                        && punch.meeting().other().name().equals("worker-1"))
                .noneMatch(HolePunch::agrees);
    }

    private static List<String> met(List<HolePunch> punches) {
        return punches.stream()
                .map(HolePunch::meeting)
                .filter(one -> one.heard().there() && one.heard().back())
                .map(one -> one.one().name() + " <-> " + one.other().name())
                .toList();
    }
}
