package dev.seawall.deploy.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.plan.Change.Action;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;

/** From an empty account to the whole deployment and back, by the SDK over the wire. */
class UpTest {
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void anEmptyAccountGetsEverythingAndThePlanIsThenEmpty() {
        var before = rig.plan().plan();

        var left = rig.up();

        assertThat(before.changes()).allMatch(change -> change.action() == Action.CREATE);
        assertThat(left.plan().changes()).allMatch(change -> change.action() == Action.KEEP);
        assertThat(left.plan().changes()).hasSameSizeAs(before.changes());
    }

    @Test
    void instancesAreAsTheDesignWantsThem() {
        rig.up();

        var instances = rig.instances("running");
        Map<String, String> addresses = instances.stream()
                .collect(Collectors.toMap(
                        i -> Labels.read(i.tags(), Labels.NAME), i -> i.privateIpAddress(), (a, b) -> a, TreeMap::new));
        assertThat(addresses)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "front-door-1", "10.61.0.11",
                        "front-door-2", "10.61.1.12",
                        "worker-1", "10.61.128.11",
                        "worker-2", "10.61.129.12"));
        assertThat(instances).allMatch(i -> i.metadataOptions().httpTokens() == HttpTokensState.REQUIRED);
        assertThat(instances)
                .filteredOn(i -> Labels.read(i.tags(), Labels.NAME).startsWith("worker-"))
                .allMatch(i -> i.publicIpAddress() == null);
        assertThat(rig.person().describeVolumes().volumes()).hasSize(6).allMatch(v -> v.encrypted());
        assertThat(rig.person().describeAddresses().addresses())
                .extracting(Address::instanceId)
                .doesNotContainNull()
                .hasSize(2);
    }

    @Test
    void upAgainChangesNothing() {
        rig.up();
        var calls = new TreeMap<>(rig.ec2.record().counts());

        rig.up();

        assertThat(rig.ec2.record().counts().keySet()).isEqualTo(calls.keySet());
        rig.ec2.record().counts().forEach((action, count) -> {
            if (!action.startsWith("ec2:Describe") && !action.equals("s3:ListBucket") && !action.startsWith("sts:")) {
                assertThat(count).as(action).isEqualTo(calls.get(action));
            }
        });
    }

    @Test
    void downLeavesTheVolumesAndNothingElse() {
        rig.up();

        var left = rig.down(false);

        assertThat(left).isEmpty();
        assertThat(rig.person().describeVolumes().volumes()).hasSize(2);
        assertThat(rig.person().describeVpcs().vpcs()).isEmpty();
        assertThat(rig.person().describeAddresses().addresses()).isEmpty();
        assertThat(rig.instances("pending", "running", "stopping", "stopped")).isEmpty();
    }

    @Test
    void aDeploymentComesBackWithItsVolumes() {
        rig.up();
        String volume = rig.id("worker-2-volume");
        rig.down(false);

        var left = rig.up();

        assertThat(left.plan().isEmpty()).isTrue();
        assertThat(rig.id("worker-2-volume")).isEqualTo(volume);
    }

    @Test
    void volumesGoOnlyWhenAskedFor() {
        rig.up();

        assertThat(rig.down(true)).isEmpty();

        assertThat(rig.person().describeVolumes().volumes()).isEmpty();
    }
}
