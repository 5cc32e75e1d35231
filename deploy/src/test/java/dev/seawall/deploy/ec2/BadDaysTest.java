package dev.seawall.deploy.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.lab.fault.Faults;
import dev.seawall.deploy.lab.wire.ApiError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Instance;

/** What EC2 really does, now and then, and what we do about it. */
class BadDaysTest {
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** One of each, none twice: judged from what EC2 itself has, not from a plan. */
    private void assertNothingTwice() {
        var ec2 = rig.person();
        assertThat(ec2.describeVpcs().vpcs()).hasSize(1);
        assertThat(ec2.describeInternetGateways().internetGateways()).hasSize(1);
        assertThat(ec2.describeSubnets().subnets()).hasSize(4);
        assertThat(ec2.describeRouteTables().routeTables()).hasSize(3);
        assertThat(ec2.describeVpcEndpoints().vpcEndpoints()).hasSize(1);
        assertThat(ec2.describeSecurityGroups().securityGroups()).hasSize(3);
        assertThat(ec2.describeVolumes().volumes()).hasSize(6);
        assertThat(ec2.describeAddresses().addresses()).hasSize(2);
        assertThat(rig.instances("pending", "running", "stopping", "stopped")).hasSize(4);
    }

    @Test
    void throttlingOnlyTakesTime() {
        rig.ec2.faults().throttle(Faults.ANY, 12);

        assertThat(rig.up().plan().isEmpty()).isTrue();

        assertNothingTwice();
    }

    @Test
    void whatEc2DoesNotKnowYetIsAskedForAgain() {
        rig.ec2.faults().hideNew(2);

        assertThat(rig.up().plan().isEmpty()).isTrue();

        assertNothingTwice();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CreateVpc",
                "CreateInternetGateway",
                "AttachInternetGateway",
                "CreateSubnet",
                "CreateRouteTable",
                "CreateRoute",
                "AssociateRouteTable",
                "CreateVpcEndpoint",
                "CreateSecurityGroup",
                "AuthorizeSecurityGroupIngress",
                "RevokeSecurityGroupEgress",
                "CreateVolume",
                "RunInstances",
                "AttachVolume",
                "AllocateAddress",
                "AssociateAddress"
            })
    void anAnswerThatGetsLostLeavesNothingTwice(String action) {
        rig.ec2.faults().loseAnswers(action, 1);

        assertThat(rig.up().plan().isEmpty()).isTrue();

        assertNothingTwice();
    }

    @Test
    void aTypeThatEc2HasNoRoomForMakesWayForTheNext() {
        rig.blueprint(
                Rig.BLUEPRINT.replace("workers: {count: 2,", "workers: {count: 2, type: [m7g.large, m7g.medium],"));
        rig.ec2.faults().noCapacity("m7g.large", "us-east-1b");

        var left = rig.up();

        assertThat(left.plan().isEmpty()).as("the plan keeps what was got").isTrue();
        assertThat(rig.instances("running"))
                .filteredOn(i -> Labels.read(i.tags(), Labels.NAME).equals("worker-2"))
                .extracting(Instance::instanceTypeAsString)
                .containsExactly("m7g.medium");
    }

    @Test
    void noRoomAtAllIsSaidWithEveryTypeThatWasTried() {
        rig.ec2.faults().noCapacity("m7g.large", "us-east-1a");

        assertThatThrownBy(rig::up)
                .isInstanceOf(CloudFailure.class)
                .hasMessageContaining("EC2 has no room for worker-1 in its zone")
                .hasMessageContaining("m7g.large:");

        rig.ec2.faults().clear();
        assertThat(rig.up().plan().isEmpty()).isTrue();
        assertNothingTwice();
    }

    @Test
    void deletionsWaitForWhatDependsOnThem() {
        rig.up();
        for (String action : List.of("DeleteSecurityGroup", "DeleteSubnet", "DeleteVpc", "DetachInternetGateway")) {
            rig.ec2.faults().refuse(action, 3, ApiError.dependency("it has a dependent object"));
        }

        assertThat(rig.down(false)).isEmpty();
    }

    @Test
    void whatStandsInTheWayOfADeletionIsNamed() {
        rig.up();
        String foreign = rig.person()
                .runInstances(r -> r.imageId("ami-0a1b2c3d4e5f60001")
                        .instanceType("c7g.large")
                        .minCount(1)
                        .maxCount(1)
                        .subnetId(rig.id("private-a")))
                .instances()
                .getFirst()
                .instanceId();

        assertThatThrownBy(() -> rig.down(false))
                .isInstanceOf(CloudFailure.class)
                .hasMessageContaining("subnet private-a")
                .hasMessageContaining("which is used by eni-")
                .hasMessageContaining(foreign);
    }

    @Test
    void aQuotaThatIsUsedUpIsNamed() {
        rig.ec2
                .faults()
                .refuse(
                        "AllocateAddress",
                        50,
                        new ApiError("AddressLimitExceeded", "The maximum number of" + " addresses has been reached."));

        assertThatThrownBy(rig::up)
                .isInstanceOf(CloudFailure.class)
                .hasMessageContaining("AddressLimitExceeded")
                .hasMessageContaining("quota");
    }

    @Test
    void aMissingPermissionIsSaidOnceAndNothingElseBegins() {
        rig.ec2.faults().refuse("CreateVpc", 50, new ApiError(403, "UnauthorizedOperation", "You are not authorized."));

        assertThatThrownBy(rig::up)
                .isInstanceOf(CloudFailure.class)
                .hasMessageContaining("UnauthorizedOperation")
                .hasMessageContaining("lack a permission");
        assertThat(rig.calls("CreateVolume")).isZero();
        assertThat(rig.calls("RunInstances")).isZero();
    }

    @Test
    void aVolumeThatTakesLongIsWaitedFor() {
        rig.ec2.faults().slowVolumes(Duration.ofMillis(700));

        assertThat(rig.up().plan().isEmpty()).isTrue();
    }
}
