package dev.seawall.deploy.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.plan.PlanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Writes what {@code plan} says about an empty account, a converged one and every kind of drift, and compares it with
 * docs/plans.md. {@code -Dseawall.update=true} rewrites the file.
 */
class PlanTextTest {
    private static final Path FILE = Path.of("../docs/plans.md");
    private static final Pattern ID = Pattern.compile("\\b([a-z]+)-0[0-9a-f]{16}\\b");
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{16}\\b");

    private final Map<String, String> shortIds = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    @Test
    void docsPlansMdShowsWhatPlanSays() throws IOException {
        text.append("""
                # What `seawall plan` says

                Written by `PlanTextTest` from runs against Seawall's own small EC2; ids are shortened. The blueprint:

                ```yaml
                """).append(Rig.BLUEPRINT).append("```\n");
        try (var rig = new Rig()) {
            show("An empty account", "Everything is created. Exit code 2.", rig);
            rig.up();
            show("A converged one", "Nothing to do. Exit code 0.", rig);
            drift(rig);
            rig.up();
            assertThat(rig.plan().plan().isEmpty()).as("up mends every drift").isTrue();
            wishes(rig);
        }

        if (Boolean.getBoolean("seawall.update")) {
            Files.writeString(FILE, text);
        }
        assertThat(text.toString())
                .as("docs/plans.md; mvn -pl deploy test -Dtest=PlanTextTest -Dseawall.update=true rewrites it")
                .isEqualTo(Files.readString(FILE));
    }

    private void drift(Rig rig) {
        String group = rig.id("front-door-group");
        rig.person().authorizeSecurityGroupIngress(r -> r.groupId(group)
                .ipProtocol("tcp")
                .fromPort(22)
                .toPort(22)
                .cidrIp("0.0.0.0/0"));
        show("A port that somebody opened", "`up` closes it.", rig);
        rig.up();

        String gateway = rig.id("gateway");
        String routes = rig.id("private-routes");
        rig.person()
                .createRoute(r ->
                        r.routeTableId(routes).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
        show("A route to the Internet from the private side", "`up` takes it away.", rig);
        rig.up();

        String first = rig.id("front-door-1");
        String second = rig.id("front-door-2-address");
        rig.person()
                .associateAddress(r -> r.allocationId(second).instanceId(first).allowReassociation(true));
        show("An address that somebody moved", "`up` puts both addresses back.", rig);
        rig.up();

        String volume = rig.id("worker-1-volume");
        rig.person().detachVolume(r -> r.volumeId(volume));
        Eventually.that(() -> rig.person()
                .describeVolumes(r -> r.volumeIds(volume))
                .volumes()
                .getFirst()
                .attachments()
                .isEmpty());
        show("A volume that was detached", "`up` attaches it again; never by force.", rig);
        rig.up();

        String door = rig.id("front-door-1");
        rig.person().modifyInstanceMetadataOptions(r -> r.instanceId(door).httpTokens(HttpTokensState.OPTIONAL));
        show("Metadata without a session token", "`up` demands IMDSv2 again.", rig);
        rig.up();

        String worker = rig.id("worker-2");
        rig.person().stopInstances(r -> r.instanceIds(worker));
        Eventually.that(() -> !rig.instances("stopped").isEmpty());
        show("An instance that is stopped", "`up` starts it.", rig);
        rig.up();

        rig.person().terminateInstances(r -> r.instanceIds(worker));
        Eventually.that(() -> !rig.instances("terminated").isEmpty());
        show("An instance that is terminated", "`up` launches it again, at its address, with its volume.", rig);
        rig.up();

        rig.person()
                .createInternetGateway(r ->
                        r.tagSpecifications(Labels.at(ResourceType.INTERNET_GATEWAY, Labels.of("shop", "gateway"))));
        show("A second resource of the same name", "`up` deletes it, for nothing uses it.", rig);
        rig.up();

        String subnet = rig.id("private-a");
        rig.person().deleteTags(r -> r.resources(subnet)
                .tags(Tag.builder().key(Labels.NAME).build()));
        show("A tag that is lost", "Known by its place in the network all the same. `up` puts the tag back.", rig);
    }

    private void wishes(Rig rig) {
        rig.blueprint(Rig.BLUEPRINT.replace("20GiB", "30GiB"));
        show("A larger volume in the blueprint", "EC2 can grow it in place.", rig);
        rig.blueprint(Rig.BLUEPRINT.replace("20GiB", "10GiB"));
        show("A smaller volume in the blueprint", "EC2 cannot, and no data volume is ever replaced.", rig);
        rig.blueprint(Rig.BLUEPRINT);
        rig.launchHashes.put("front-door-1", "second");
        rig.launchHashes.put("worker-1", "second");
        show("Other programs or configuration", "Front doors are replaced one by one; workers when asked.", rig);
    }

    private void show(String heading, String remark, Rig rig) {
        text.append("\n## ").append(heading).append("\n\n").append(remark).append("\n\n```\n");
        PlanText.lines("shop in us-east-1", rig.plan().plan())
                .forEach(line -> text.append(shortened(line)).append('\n'));
        text.append("```\n");
    }

    /** {@code vpc-1} for the first id of its kind, and so on: the same each time. */
    private String shortened(String line) {
        String ids = ID.matcher(line)
                .replaceAll(m -> shortIds.computeIfAbsent(
                        m.group(), id -> m.group(1) + "-" + counts.merge(m.group(1), 1, Integer::sum)));
        return HASH.matcher(ids)
                .replaceAll(m ->
                        shortIds.computeIfAbsent(m.group(), hash -> "hash-" + counts.merge("hash", 1, Integer::sum)));
    }
}
