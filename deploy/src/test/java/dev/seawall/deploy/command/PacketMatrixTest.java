package dev.seawall.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.verify.Described.Rule;
import dev.seawall.deploy.verify.packets.Flow;
import dev.seawall.deploy.verify.packets.PacketCheck;
import dev.seawall.deploy.verify.packets.PacketReport;
import dev.seawall.deploy.verify.packets.PretendProbes;
import dev.seawall.deploy.verify.packets.Shop;
import dev.seawall.deploy.verify.packets.Sighting.Outcome;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is shown of packets, to people and to programs. */
class PacketMatrixTest {
    private final Shop shop = new Shop();

    private PacketReport report(String from, String to, Flow.Protocol protocol, int port, Outcome outcome)
            throws Exception {
        var layout = shop.layout();
        return PacketCheck.run(
                layout,
                new PretendProbes(layout)
                        .with(
                                flow -> flow.from().name().equals(from)
                                        && flow.to().name().equals(to)
                                        && flow.protocol() == protocol
                                        && flow.port() == port,
                                outcome));
    }

    @Test
    void aDeploymentAsLaunchedIsOneReadableTable() throws Exception {
        var lines =
                new PacketMatrix(report("operator", "front-door-1", Flow.Protocol.TCP, 443, Outcome.REFUSED)).lines();

        assertThat(String.join("\n", lines)).isEqualTo("""
                from \\ to           internet  operator  fd1           fd2          w1    w2    w3    s3   v1     v2     v3
                internet                                80,443        80,443       ·     ·     ·          ·      ·      ·
                operator                                80,443°,8900  80,443,8900  ·     ·     ·          ·      ·      ·
                front-door-1 (fd1)  ·         ·                       ·            9000  9000  9000  443  ·      ·      ·
                front-door-2 (fd2)  ·         ·         ·                          9000  9000  9000  443  ·      ·      ·
                worker-1 (w1)       ·         ·         ·             ·                  ·     ·     443  10811  ·      ·
                worker-2 (w2)       ·         ·         ·             ·            ·           ·     443  ·      10812  ·
                worker-3 (w3)       ·         ·         ·             ·            ·     ·           443  ·      ·      10813
                volume-1 (v1)                           ·             ·            ·     ·     ·
                volume-2 (v2)                           ·             ·            ·     ·     ·
                volume-3 (v3)                           ·             ·            ·     ·     ·
                Ports that packets got through to, of 22, 80, 443, 8900, 9000, 9100, 10809, 10811, 10812, 10813, 65000, tcp and udp; · none; 443° nobody listens there.
                Hole punching: 35 pairs sent to each other at the same time from new udp ports; nothing got through.""");
    }

    @Test
    void whatShouldNotPassAndWhatDoesNotIsMarked() throws Exception {
        shop.workerRules.add(new Rule(true, "-1", -1, -1, "10.61.255.254/32"));

        var report = report("front-door-1", "worker-1", Flow.Protocol.TCP, 9000, Outcome.SILENT);
        var lines = new PacketMatrix(report).lines();

        assertThat(lines)
                .anyMatch(line -> line.startsWith("operator ") && line.contains("all! udp:all!"))
                .anyMatch(line -> line.startsWith("front-door-1 ") && line.contains("-9000!"))
                .anyMatch(line -> line.contains("22! passes and shouldn't; -22! should pass and doesn't"));
        assertThat(lines.getLast())
                .endsWith("packets got through between operator and w1!, operator and w2!, operator and w3!.");
    }

    @Test
    void programsGetEveryFlowAndEveryMeeting() throws Exception {
        var report = report("internet", "worker-2", Flow.Protocol.UDP, 9000, Outcome.ONE_WAY);
        var json = new JsonMapper().createObjectNode();

        PacketJson.write(report, json);

        assertThat(json.path("flows")).hasSize(report.crossings().size());
        assertThat(json.path("meetings")).hasSize(35);
        assertThat(json.path("places")).hasSize(11);
        assertThat(json.path("flows"))
                .filteredOn(flow -> !flow.path("agrees").asBoolean())
                .singleElement()
                .hasToString(
                        "{\"from\":\"internet\",\"to\":\"worker-2\",\"address\":\"10.61.128.12\",\"protocol\":\"udp\","
                                + "\"port\":9000,\"outcome\":\"one-way\",\"arrived\":true,\"byTheRules\":false,\"because\":\"private"
                                + " addresses are not routed from outside their network\",\"wanted\":false,\"agrees\":false}");
    }
}
