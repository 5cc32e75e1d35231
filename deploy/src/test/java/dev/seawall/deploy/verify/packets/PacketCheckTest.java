package dev.seawall.deploy.verify.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.verify.Described.Rule;
import dev.seawall.deploy.verify.Finding;
import dev.seawall.deploy.verify.packets.Flow.Protocol;
import dev.seawall.deploy.verify.packets.Sighting.Outcome;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is said of packets, whatever they do. */
class PacketCheckTest {
    private final Shop shop = new Shop();

    private static Predicate<Flow> is(String from, String to, Protocol protocol, int port) {
        return flow -> flow.from().name().equals(from)
                && flow.to().name().equals(to)
                && flow.protocol() == protocol
                && flow.port() == port;
    }

    private List<Finding> findings(Predicate<Flow> which, Outcome outcome) throws Exception {
        var layout = shop.layout();
        return PacketCheck.run(layout, new PretendProbes(layout).with(which, outcome))
                .findings();
    }

    private List<String> sentences(Predicate<Flow> which, Outcome outcome) throws Exception {
        return findings(which, outcome).stream().map(Finding::sentence).toList();
    }

    @Test
    void whenAllAgreeThereIsNothingToSay() throws Exception {
        assertThat(findings(flow -> false, Outcome.OPEN)).isEmpty();
    }

    @Test
    void everyFlowIsTriedOnceAndOnlySurprisesAgain() throws Exception {
        var layout = shop.layout();
        var probes = new PretendProbes(layout)
                .with(is("front-door-2", "worker-1", Protocol.TCP, 9000), Outcome.SILENT)
                .with(is("internet", "worker-1", Protocol.TCP, 22), Outcome.REFUSED);

        PacketCheck.run(layout, probes);

        assertThat(probes.sent).hasSize(3);
        assertThat(probes.sent.getFirst()).doesNotHaveDuplicates().hasSizeGreaterThan(1000);
        assertThat(probes.sent.subList(1, 3)).allSatisfy(again -> assertThat(again)
                .extracting(flow -> flow.from().name() + " " + flow.port())
                .containsExactly("internet 22", "front-door-2 9000"));
    }

    @Test
    void aResetIsAsGoodAsAConnectionAndAnIcmpErrorAsAnAnswer() throws Exception {
        assertThat(findings(is("front-door-1", "worker-1", Protocol.TCP, 9000), Outcome.REFUSED))
                .isEmpty();
        assertThat(sentences(is("front-door-1", "worker-1", Protocol.UDP, 65_000), Outcome.UNREACHABLE))
                .containsExactly("front-door-1 (i-door1, 10.61.0.11) reached worker-1 (i-worker1, 10.61.128.11) at udp"
                        + " 65000, although no rule of front-door-group (sg-door) lets that out, and no rule of"
                        + " worker-group (sg-worker) lets that in: what filters there is not what EC2 describes");
    }

    @Test
    void aPacketThatArrivedCountsAlthoughItsAnswerDidNot() throws Exception {
        assertThat(sentences(is("internet", "volume-2", Protocol.UDP, 10_812), Outcome.ONE_WAY))
                .singleElement()
                .asString()
                .startsWith("internet (198.51.100.2) reached volume-2 (vol-2, 10.61.255.12) at udp 10812, although");
    }

    @Test
    void whatTheSendersOwnSystemSaysIsPassedOn() throws Exception {
        assertThat(sentences(is("worker-1", "volume-1", Protocol.TCP, 10_811), Outcome.NOT_SENT))
                .containsExactly(
                        "worker-1 (i-worker1, 10.61.128.11) did not reach volume-1 (vol-1, 10.61.255.11) at tcp"
                                + " 10811 (its own system says: No route to host), although volume-1 (vol-1) is attached to"
                                + " worker-1");
    }

    @Test
    void aPublicAddressThatLeadsNowhereIsNamed() throws Exception {
        assertThat(sentences(
                        flow -> flow.address().equals("203.0.113.12")
                                && flow.port() == 80
                                && flow.protocol() == Protocol.TCP,
                        Outcome.SILENT))
                .containsExactly(
                        "internet (198.51.100.2), operator (10.61.255.254) did not reach front-door-2 (i-door2,"
                                + " 10.61.0.12) by its public address 203.0.113.12 at tcp 80 (nothing came back in 3 tries, the"
                                + " last of 2500 ms), although front-door-group (sg-door) lets in tcp 80 from 0.0.0.0/0");
    }

    @Test
    void aRuleTooManyIsOneSentenceForAllItsPortsAndSenders() throws Exception {
        shop.doorRules.add(new Rule(false, "-1", -1, -1, "0.0.0.0/0"));

        var findings = findings(flow -> false, Outcome.OPEN);

        assertThat(findings)
                .filteredOn(one -> one.sentence().contains(" reached internet (198.51.100.2) at tcp"))
                .containsExactly(new Finding(
                        "rule-not-wanted",
                        "front-door-1 (i-door1, 10.61.0.11), front-door-2 (i-door2, 10.61.0.12) reached internet"
                                + " (198.51.100.2) at tcp 22, 80, 443, 8900, 9000, 9100, 10809, 10811, 10812, 10813,"
                                + " 65000, because front-door-group (sg-door) lets out everything to 0.0.0.0/0, which"
                                + " the blueprint doesn't ask for",
                        List.of("i-door1", "i-door2", "sg-door")));
        assertThat(findings)
                .filteredOn(one -> one.promise().equals("hole-punching"))
                .extracting(Finding::sentence)
                .anyMatch(sentence ->
                        sentence.startsWith("operator (10.61.255.254) and front-door-1 (i-door1, 10.61.0.11),"
                                        + " sending to each other at the same time from the new udp ports")
                                && sentence.contains("got through both ways; the rules let them through both ways"));
    }

    @Test
    void twoWhoMeetAgainstTheRulesAreFound() throws Exception {
        assertThat(findings(
                        flow -> flow.from().name().equals("internet")
                                && flow.to().name().equals("worker-2")
                                && flow.port() >= 40_000
                                && flow.port() < 60_000,
                        Outcome.ANSWERED))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.promise()).isEqualTo("hole-punching");
                    assertThat(finding.ids()).containsExactly("i-worker2", "sg-worker");
                    assertThat(finding.sentence())
                            .contains("got through both ways; the rules let them through in neither way (there: private"
                                    + " addresses are not routed from outside their network; back: no rule of worker-group"
                                    + " (sg-worker) lets that out)");
                });
    }
}
