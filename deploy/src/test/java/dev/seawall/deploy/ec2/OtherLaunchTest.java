package dev.seawall.deploy.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.ec2.Ec2Deployment.Wishes;
import dev.seawall.deploy.plan.Change.Action;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What happens to machines that run, when what they ought to run is another thing. */
class OtherLaunchTest {
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private int told(String beginning) {
        for (int i = 0; i < rig.told.size(); i++) {
            if (rig.told.get(i).startsWith(beginning)) {
                return i;
            }
        }
        throw new AssertionError("nothing began with " + beginning + " in " + rig.told);
    }

    @Test
    void frontDoorsAreReplacedOneAtATimeAndKeepTheirAddresses() {
        rig.up();
        var before = rig.person().describeAddresses().addresses();
        rig.launchHashes.put("front-door-1", "second");
        rig.launchHashes.put("front-door-2", "second");
        rig.told.clear();

        assertThat(rig.up().plan().isEmpty()).isTrue();

        assertThat(told("front-door-1-address DONE")).isLessThan(told("front-door-2 STARTED replacing"));
        assertThat(rig.person().describeAddresses().addresses())
                .extracting(address -> address.publicIp() + " " + address.privateIpAddress())
                .containsExactlyInAnyOrderElementsOf(before.stream()
                        .map(address -> address.publicIp() + " " + address.privateIpAddress())
                        .toList());
    }

    @Test
    void workersAreReplacedOnlyWhenAskedAndKeepTheirVolumes() {
        rig.up();
        String volume = rig.id("worker-1-volume");
        String instance = rig.id("worker-1");
        rig.launchHashes.put("worker-1", "second");

        var unasked = rig.up();

        assertThat(unasked.plan().count(Action.LEAVE)).isEqualTo(1);
        assertThat(rig.id("worker-1")).isEqualTo(instance);

        assertThat(rig.up(new Wishes(false, true)).plan().isEmpty()).isTrue();
        assertThat(rig.id("worker-1")).isNotEqualTo(instance);
        assertThat(rig.id("worker-1-volume")).isEqualTo(volume);
        String script = Objects.requireNonNull(rig.machines.launched.get(rig.id("worker-1")))
                .userData();
        assertThat(new String(Base64.getDecoder().decode(script), StandardCharsets.UTF_8))
                .contains("worker-1 " + volume);
    }

    @Test
    void anImageIsKeptUntilANewerOneIsAskedFor() {
        rig.up();
        String newest = rig.instances("running").getFirst().imageId();
        String older = "ami-0a1b2c3d4e5f60003";
        for (Instance instance : rig.instances("running")) {
            rig.person().createTags(r -> r.resources(instance.instanceId())
                    .tags(Tag.builder().key(Labels.IMAGE).value(older).build()));
        }

        var pinned = rig.plan().plan();
        var latest = rig.plan(new Wishes(true, false)).plan();

        assertThat(pinned.changes())
                .filteredOn(change -> change.name().equals("front-door-1"))
                .singleElement()
                .satisfies(change ->
                        assertThat(change.asWanted().attribute("image")).isEqualTo(older));
        assertThat(latest.changes())
                .filteredOn(change -> change.name().equals("front-door-1"))
                .singleElement()
                .satisfies(change ->
                        assertThat(change.asWanted().attribute("image")).isEqualTo(newest));
    }

    @Test
    void nothingIsDoneWhenThePlanThatWasShownIsNoLongerTheRightOne() {
        rig.up();
        rig.launchHashes.put("front-door-1", "second");
        try (var deployment = rig.open()) {
            var shown = deployment.plan(Wishes.NONE).plan();
            String group = rig.id("worker-group");
            rig.person().authorizeSecurityGroupIngress(r -> r.groupId(group)
                    .ipProtocol("tcp")
                    .fromPort(22)
                    .toPort(22)
                    .cidrIp("0.0.0.0/0"));
            int terminations = rig.calls("TerminateInstances");

            assertThatThrownBy(() -> deployment.up(shown, Wishes.NONE, false, (step, stand, words) -> {}))
                    .isInstanceOf(CloudFailure.class)
                    .hasMessageContaining("has changed since the plan was shown");

            assertThat(rig.calls("TerminateInstances")).isEqualTo(terminations);
        }
    }

    @Test
    void aSecondVpcThatNothingUsesGoes() {
        rig.up();
        String kept = rig.id("vpc");
        rig.person().createVpc(r -> r.cidrBlock("10.61.0.0/16")
                .tagSpecifications(Labels.at(ResourceType.VPC, Labels.of("shop", "vpc"))));

        assertThat(rig.up().plan().isEmpty()).isTrue();

        assertThat(rig.person().describeVpcs().vpcs())
                .extracting(vpc -> vpc.vpcId())
                .containsExactly(kept);
    }

    @Test
    void aLargerVolumeGrowsInPlace() {
        rig.up();
        String volume = rig.id("worker-1-volume");
        rig.blueprint(Rig.BLUEPRINT.replace("20GiB", "30GiB"));

        assertThat(rig.up().plan().isEmpty()).isTrue();

        assertThat(rig.person()
                        .describeVolumes(r -> r.volumeIds(volume))
                        .volumes()
                        .getFirst()
                        .size())
                .isEqualTo(30);
    }

    @Test
    void whatHasLostAllItsTagsIsKnownByItsPlaceAndTaggedAgain() {
        rig.up();
        var lost = List.of(
                rig.id("vpc"),
                rig.id("public-a"),
                rig.id("front-door-group"),
                rig.id("private-routes"),
                rig.id("worker-2-volume"),
                rig.id("front-door-2-address"));
        rig.person().deleteTags(r -> r.resources(lost));

        assertThat(rig.up().plan().isEmpty()).isTrue();

        assertThat(rig.person().describeVpcs().vpcs()).hasSize(1);
        assertThat(rig.person().describeVolumes().volumes()).hasSize(6);
        assertThat(rig.id("worker-2-volume")).isEqualTo(lost.get(4));
    }
}
