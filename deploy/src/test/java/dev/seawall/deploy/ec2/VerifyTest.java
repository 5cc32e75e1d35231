package dev.seawall.deploy.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.verify.Finding;
import dev.seawall.deploy.verify.Promises;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMappingSpecification;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;

/**
 * One deployment, as up built it; each test has a person open something by the SDK, looks, and has it closed again. What
 * is found must name what was opened.
 */
class VerifyTest {
    private static final IpPermission SSH = IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(22)
            .toPort(22)
            .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
            .build();
    private static final IpPermission ADMIN = IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(8000)
            .toPort(9000)
            .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
            .build();

    private static Rig rig;

    @BeforeAll
    static void up() throws IOException {
        rig = new Rig();
        rig.up();
    }

    @AfterAll
    static void end() {
        rig.close();
    }

    private static List<Finding> findings() {
        var target = rig.target();
        try (var deployment = rig.open()) {
            return Promises.of(target.blueprint(), target.network(), target.operators())
                    .check(deployment.describe());
        }
    }

    /** What is found while something is open; and that nothing is, once it is closed. */
    private static List<String> found(Runnable open, Runnable close) {
        open.run();
        var findings = findings();
        close.run();
        assertThat(findings()).isEmpty();
        return findings.stream().map(Finding::sentence).toList();
    }

    @Test
    void whatUpBuiltKeepsEveryPromise() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPortOpenedOnTheWorkersIsFound() {
        String group = rig.id("worker-group");

        var found = found(
                () -> rig.person()
                        .authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(SSH)),
                () -> rig.person()
                        .revokeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(SSH)));

        assertThat(found)
                .containsExactly("workers let in tcp 22 from 0.0.0.0/0 through worker-group (" + group
                        + "): only the front doors should reach them, at tcp 9000");
    }

    @Test
    void aWayOutOfTheWorkersIsFound() {
        String group = rig.id("worker-group");

        var found = found(
                () -> rig.person()
                        .authorizeSecurityGroupEgress(r -> r.groupId(group).ipPermissions(SSH)),
                () -> rig.person()
                        .revokeSecurityGroupEgress(r -> r.groupId(group).ipPermissions(SSH)));

        assertThat(found)
                .containsExactly("workers may send tcp 22 to 0.0.0.0/0 through worker-group (" + group
                        + "): only S3 should be reachable from them");
    }

    @Test
    void anAdminPortOpenToTheWorldIsFound() {
        String group = rig.id("front-door-group");

        var found = found(
                () -> rig.person()
                        .authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(ADMIN)),
                () -> rig.person()
                        .revokeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(ADMIN)));

        assertThat(found)
                .containsExactly("the front doors' admin port is open to the world: front-door-group (" + group
                        + ") lets in tcp 8000-9000 from 0.0.0.0/0");
    }

    @Test
    void anInternetRouteOnThePrivateSideIsFoundForEverySubnet() {
        String table = rig.id("private-routes");
        String gateway = rig.id("gateway");

        var found = found(
                () -> rig.person().createRoute(r -> r.routeTableId(table)
                        .destinationCidrBlock("0.0.0.0/0")
                        .gatewayId(gateway)),
                () -> rig.person().deleteRoute(r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0")));

        assertThat(found)
                .containsExactlyInAnyOrder(
                        "private-a (" + rig.id("private-a") + ") has a route to 0.0.0.0/0 through an internet gateway ("
                                + gateway + "), by the route table private-routes (" + table + ")",
                        "private-b (" + rig.id("private-b") + ") has a route to 0.0.0.0/0 through an internet gateway ("
                                + gateway + "), by the route table private-routes (" + table + ")");
    }

    @Test
    void aPublicAddressOnAWorkerIsFound() {
        String worker = rig.id("worker-2");
        var address = rig.person().allocateAddress(r -> r.domain(DomainType.VPC));
        var associated = new String[1];

        var found = found(
                () -> associated[0] = rig.person()
                        .associateAddress(
                                r -> r.allocationId(address.allocationId()).instanceId(worker))
                        .associationId(),
                () -> {
                    rig.person().disassociateAddress(r -> r.associationId(associated[0]));
                    rig.person().releaseAddress(r -> r.allocationId(address.allocationId()));
                });

        assertThat(found)
                .singleElement()
                .asString()
                .contains("in private-b", "has the public address " + address.publicIp() + ", of worker-2 (" + worker);
    }

    @Test
    void publicAddressesForNewInstancesOnThePrivateSideAreFound() {
        String subnet = rig.id("private-a");

        var found = found(
                () -> rig.person()
                        .modifySubnetAttribute(r -> r.subnetId(subnet).mapPublicIpOnLaunch(a -> a.value(true))),
                () -> rig.person()
                        .modifySubnetAttribute(r -> r.subnetId(subnet).mapPublicIpOnLaunch(a -> a.value(false))));

        assertThat(found).containsExactly("private-a (" + subnet + ") gives every new instance in it a public address");
    }

    @Test
    void metadataWithoutTokensIsFound() {
        String door = rig.id("front-door-1");

        var found = found(
                () -> rig.person()
                        .modifyInstanceMetadataOptions(r -> r.instanceId(door).httpTokens(HttpTokensState.OPTIONAL)),
                () -> rig.person()
                        .modifyInstanceMetadataOptions(r -> r.instanceId(door).httpTokens(HttpTokensState.REQUIRED)));

        assertThat(found).singleElement().asString().startsWith("front-door-1 (" + door + ") answers metadata");
    }

    @Test
    void aPublicAddressThatWasMovedIsFound() {
        String address = rig.id("front-door-1-address");
        String own = rig.id("front-door-1");
        String other = rig.id("front-door-2");
        String back = rig.id("front-door-2-address");

        var found = found(
                () -> rig.person()
                        .associateAddress(
                                r -> r.allocationId(address).instanceId(other).allowReassociation(true)),
                () -> {
                    rig.person()
                            .associateAddress(
                                    r -> r.allocationId(address).instanceId(own).allowReassociation(true));
                    rig.person()
                            .associateAddress(
                                    r -> r.allocationId(back).instanceId(other).allowReassociation(true));
                });

        assertThat(found).anySatisfy(sentence -> assertThat(sentence)
                .contains("(" + address + ") of front-door-1 leads to front-door-2 (" + other + "), not to " + own));
    }

    @Test
    void aStrangerInTheFrontDoorsGroupIsFound() {
        String group = rig.id("front-door-group");
        String subnet = rig.id("public-a");
        var made = new String[1];

        var found = found(
                () -> made[0] = rig.person()
                        .runInstances(r -> r.imageId(
                                        rig.instances("running").getFirst().imageId())
                                .instanceType("c7g.large")
                                .minCount(1)
                                .maxCount(1)
                                .metadataOptions(m -> m.httpTokens(HttpTokensState.REQUIRED))
                                .subnetId(subnet)
                                .securityGroupIds(group))
                        .instances()
                        .getFirst()
                        .instanceId(),
                () -> {
                    rig.person().terminateInstances(r -> r.instanceIds(made[0]));
                    new InstanceWork(rig.site()).awaitGone("stranger", made[0]);
                });

        assertThat(found).anySatisfy(sentence -> assertThat(sentence)
                .contains("of " + made[0] + " carries front-door-group (" + group + "), so it can reach the"));
    }

    private static InstanceBlockDeviceMappingSpecification goesWithItsInstance(boolean goes) {
        return InstanceBlockDeviceMappingSpecification.builder()
                .deviceName(Slot.DATA_DEVICE)
                .ebs(e -> e.deleteOnTermination(goes))
                .build();
    }

    @Test
    void aVolumeThatWouldGoWithItsInstanceIsFound() {
        String worker = rig.id("worker-1");
        rig.person().modifyInstanceAttribute(r -> r.instanceId(worker).blockDeviceMappings(goesWithItsInstance(true)));

        var found = findings().stream().map(Finding::sentence).toList();

        assertThat(found)
                .containsExactly("worker-1-volume (" + rig.id("worker-1-volume")
                        + ") would be deleted together with the instance it is attached to, worker-1 (" + worker + ")");
        rig.person().modifyInstanceAttribute(r -> r.instanceId(worker).blockDeviceMappings(goesWithItsInstance(false)));
        assertThat(findings()).isEmpty();
    }
}
