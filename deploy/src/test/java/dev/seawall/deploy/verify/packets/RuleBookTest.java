package dev.seawall.deploy.verify.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.verify.Described.Route;
import dev.seawall.deploy.verify.Described.Rule;
import dev.seawall.deploy.verify.packets.Flow.Protocol;
import dev.seawall.deploy.verify.packets.Meeting.Ways;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules and routes say of flows. */
class RuleBookTest {
    private final Shop shop = new Shop();

    private Ruling judge(String from, String to, Protocol protocol, int port) {
        Place receiver = shop.place(to);
        return shop.layout()
                .described()
                .judge(new Flow(shop.place(from), receiver, receiver.address(), protocol, port));
    }

    private boolean passes(String from, String to, int port) {
        return judge(from, to, Protocol.TCP, port).passes();
    }

    @ParameterizedTest
    @CsvSource({
        "internet,     front-door-1, 80,    false",
        "operator,     front-door-1, 80,    true",
        "internet,     front-door-1, 8900,  false",
        "operator,     front-door-1, 8900,  true",
        "internet,     worker-1,     9000,  false",
        "operator,     worker-1,     9000,  false",
        "front-door-1, worker-3,     9000,  true",
        "front-door-1, worker-3,     9100,  false",
        "front-door-1, front-door-2, 80,    false",
        "front-door-1, internet,     443,   false",
        "worker-1,     front-door-1, 80,    false",
        "worker-1,     worker-2,     9000,  false",
        "worker-1,     internet,     443,   false",
        "worker-1,     s3,           443,   true",
        "worker-1,     s3,           80,    false",
        "front-door-2, s3,           443,   true",
        "worker-1,     volume-1,     10811, true",
        "worker-1,     volume-1,     10812, false",
        "worker-2,     volume-1,     10811, false",
        "front-door-1, volume-1,     10811, false",
        "internet,     volume-1,     10811, false",
        "volume-1,     worker-1,     9000,  false"
    })
    void theBlueprintsGroupsLetPassWhatTheDesignNeedsAndNothingElse(String from, String to, int port, boolean passes) {
        assertThat(passes(from, to, port)).isEqualTo(passes);
        assertThat(judge(from, to, Protocol.UDP, port).passes()).isFalse();
        assertThat(shop.layout()
                        .wanted()
                        .judge(new Flow(
                                shop.place(from), shop.place(to), shop.place(to).address(), Protocol.TCP, port))
                        .passes())
                .isEqualTo(passes);
    }

    @Test
    void whatPassesIsExplainedByBothRulesAndWhatDoesNotByTheGateThatIsShut() {
        assertThat(judge("front-door-1", "worker-1", Protocol.TCP, 9000).why())
                .isEqualTo("front-door-group (sg-door) lets out tcp 9000 to worker-group (sg-worker), and worker-group"
                        + " (sg-worker) lets in tcp 9000 from front-door-group (sg-door)");
        assertThat(judge("operator", "worker-1", Protocol.TCP, 9000).why())
                .isEqualTo("no rule of worker-group (sg-worker) lets that in");
        assertThat(judge("front-door-1", "worker-1", Protocol.TCP, 22).why())
                .isEqualTo("no rule of front-door-group (sg-door) lets that out, and no rule of worker-group"
                        + " (sg-worker) lets that in");
    }

    @Test
    void aRuleForEveryProtocolHasNoPorts() {
        shop.workerRules.add(new Rule(true, "-1", -1, -1, "10.61.255.254/32"));

        assertThat(passes("operator", "worker-1", 22)).isTrue();
        assertThat(judge("operator", "worker-1", Protocol.UDP, 53).passes()).isTrue();
        assertThat(passes("internet", "worker-1", 22)).isFalse();
    }

    @Test
    void aRangeOfPortsHasBothItsEnds() {
        shop.workerRules.add(new Rule(true, "udp", 9000, 9100, "10.61.0.0/24"));
        shop.doorRules.add(new Rule(false, "udp", 0, 65_535, "10.61.128.0/24"));

        assertThat(judge("front-door-1", "worker-1", Protocol.UDP, 9000).passes())
                .isTrue();
        assertThat(judge("front-door-1", "worker-1", Protocol.UDP, 9100).passes())
                .isTrue();
        assertThat(judge("front-door-1", "worker-1", Protocol.UDP, 9101).passes())
                .isFalse();
        assertThat(passes("front-door-1", "worker-1", 9100)).isFalse();
    }

    @Test
    void aRuleAboutIpv6LetsNoIpv4Pass() {
        shop.workerRules.add(new Rule(true, "-1", -1, -1, "::/0"));

        assertThat(passes("operator", "worker-1", 22)).isFalse();
    }

    @Test
    void aGroupOpenToTheWorldIsOpenNoFartherThanRoutesLead() {
        shop.workerRules.add(new Rule(true, "tcp", 22, 22, "0.0.0.0/0"));

        assertThat(passes("internet", "worker-1", 22)).isFalse();
        assertThat(passes("operator", "worker-1", 22)).isTrue();
    }

    @Test
    void fromTheInternetAFrontDoorIsFoundByItsPublicAddressAlone() {
        var internet = shop.place("internet");
        var door = (Place.Instance) shop.place("front-door-1");

        assertThat(shop.layout()
                        .described()
                        .judge(new Flow(internet, door, door.publicAddress(), Protocol.TCP, 80))
                        .why())
                .isEqualTo("front-door-group (sg-door) lets in tcp 80 from 0.0.0.0/0");
        assertThat(judge("internet", "front-door-1", Protocol.TCP, 80).why())
                .isEqualTo("private addresses are not routed from outside their network");
    }

    @Test
    void anInternetGatewayCarriesNothingOfWhoHasNoPublicAddress() {
        shop.workerRules.add(new Rule(false, "tcp", 443, 443, "0.0.0.0/0"));
        shop.privateRoutes.add(new Route("0.0.0.0/0", "igw-1"));
        assertThat(judge("worker-1", "internet", Protocol.TCP, 443).why())
                .isEqualTo("no route of private-routes (rtb-priv) leads there and back");

        shop.privateRoutes.add(new Route("0.0.0.0/0", "nat-1"));

        assertThat(passes("worker-1", "internet", 443)).isTrue();
    }

    @Test
    void withoutTheEndpointsRouteNothingGetsToS3() {
        shop.privateRoutes.removeIf(route -> route.destination().equals("pl-s3"));

        assertThat(passes("worker-1", "s3", 443)).isFalse();
        assertThat(passes("front-door-1", "s3", 443)).isTrue();
    }

    private Ways punch(String one, String other) {
        var meeting = new Meeting(shop.place(one), shop.place(other), 40_001, 40_002, new Ways(false, false));
        return shop.layout().described().punch(meeting.flowThere(), meeting.flowBack());
    }

    @Test
    void whoMayNotSendMeetsNobody() {
        assertThat(punch("worker-1", "front-door-1")).isEqualTo(new Ways(false, false));
        assertThat(punch("internet", "worker-1")).isEqualTo(new Ways(false, false));
    }

    @Test
    void twoWhoMaySendMeetAlthoughNeitherLetsAnythingIn() {
        shop.doorRules.add(new Rule(false, "udp", 1024, 65_535, "0.0.0.0/0"));

        assertThat(punch("front-door-1", "front-door-2")).isEqualTo(new Ways(true, true));
        assertThat(punch("operator", "front-door-1")).isEqualTo(new Ways(true, true));
        assertThat(punch("internet", "front-door-1"))
                .as("at its private address")
                .isEqualTo(new Ways(false, true));
        assertThat(punch("front-door-1", "worker-1"))
                .as("the worker sends nothing")
                .isEqualTo(new Ways(false, false));
    }

    @Test
    void whoeverLetsSomethingInAnswersItThroughTheSameGate() {
        shop.doorRules.add(new Rule(false, "udp", 1024, 65_535, "sg-worker"));
        shop.workerRules.add(new Rule(true, "udp", 40_002, 40_002, "sg-door"));

        assertThat(punch("front-door-1", "worker-1")).isEqualTo(new Ways(true, true));
        assertThat(punch("worker-1", "front-door-1"))
                .as("to the port 40001, which the rule doesn't name")
                .isEqualTo(new Ways(false, false));
    }
}
