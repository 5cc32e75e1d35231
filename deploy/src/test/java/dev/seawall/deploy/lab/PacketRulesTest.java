package dev.seawall.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.lab.machine.PacketRule;
import dev.seawall.deploy.lab.operation.Landmarks;
import dev.seawall.deploy.lab.operation.Pace;
import dev.seawall.deploy.lab.world.Cidr;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What machines are told to let in and out, after calls that change it. */
class PacketRulesTest {
    private static final Landmarks MARKS =
            new Landmarks(Cidr.parse("10.61.0.0/16"), "10.61.255.254", "10.63.0.1", Cidr.parse("127.61.0.0/16"));

    private final LabClock clock = new LabClock();
    private final PretendMachines machines = new PretendMachines();
    private SmallEc2 ec2;
    private Wire wire;
    private String subnet;
    private String vpc;
    private String group;
    private String instance;

    @BeforeEach
    void start() throws IOException {
        ec2 = SmallEc2.start(LabConfig.of(machines, machines)
                .withTime(clock, Pace.every(Duration.ZERO))
                .withPackets(MARKS, Cidr.parse("127.62.0.0/24")));
        wire = new Wire(ec2.endpoint());
        subnet = wire.subnet();
        vpc = wire.call("DescribeVpcs").first("vpcId");
        group = group("one");
        instance = wire.launch(subnet, "SecurityGroupId.1", group, "PrivateIpAddress", "10.61.1.11")
                .first("instanceId");
        wire.call("DescribeInstances");
    }

    @AfterEach
    void stop() {
        ec2.close();
    }

    /** Without the rule that lets everything out. */
    private String group(String name) throws IOException {
        String id = wire.call("CreateSecurityGroup", "GroupName", name, "GroupDescription", name, "VpcId", vpc)
                .first("groupId");
        var revoked = wire.call(
                "RevokeSecurityGroupEgress",
                "GroupId",
                id,
                "IpPermissions.1.IpProtocol",
                "-1",
                "IpPermissions.1.IpRanges.1.CidrIp",
                "0.0.0.0/0");
        assertThat(revoked.outcome()).isEqualTo("200");
        return id;
    }

    private void let(String way, String protocol, int port, String peerKey, String peer) throws IOException {
        var heard = wire.call(
                "AuthorizeSecurityGroup" + way,
                "GroupId",
                group,
                "IpPermissions.1.IpProtocol",
                protocol,
                "IpPermissions.1.FromPort",
                Integer.toString(port),
                "IpPermissions.1.ToPort",
                Integer.toString(port),
                "IpPermissions.1." + peerKey,
                peer);
        assertThat(heard.outcome()).isEqualTo("200");
    }

    private List<PacketRule> rules() {
        return Objects.requireNonNull(machines.guarded.get(instance), "the machine was told nothing");
    }

    @Test
    void aGroupWithoutRulesLetsNothingThrough() {
        assertThat(rules()).isEmpty();
    }

    @Test
    void theInternetReachesOnlyWhoHasARouteAndAPublicAddress() throws IOException {
        let("Ingress", "tcp", 80, "IpRanges.1.CidrIp", "0.0.0.0/0");
        assertThat(rules()).containsExactly(new PacketRule(true, "tcp", 80, 80, "10.61.0.0/16"));

        String gateway = wire.call("CreateInternetGateway").first("internetGatewayId");
        wire.call("AttachInternetGateway", "InternetGatewayId", gateway, "VpcId", vpc);
        String table = wire.call("DescribeRouteTables").first("routeTableId");
        wire.call("CreateRoute", "RouteTableId", table, "DestinationCidrBlock", "0.0.0.0/0", "GatewayId", gateway);
        assertThat(rules()).containsExactly(new PacketRule(true, "tcp", 80, 80, "10.61.0.0/16"));

        String address = wire.call("AllocateAddress").first("allocationId");
        wire.call("AssociateAddress", "AllocationId", address, "InstanceId", instance);
        assertThat(rules()).containsExactly(new PacketRule(true, "tcp", 80, 80, "0.0.0.0/0"));
    }

    @Test
    void aGroupAsAPeerStandsForItsMembersAsTheyComeAndGo() throws IOException {
        String others = group("others");
        let("Ingress", "tcp", 9000, "Groups.1.GroupId", others);
        assertThat(rules()).isEmpty();

        String member = wire.launch(subnet, "SecurityGroupId.1", others, "PrivateIpAddress", "10.61.1.12")
                .first("instanceId");
        assertThat(rules()).containsExactly(new PacketRule(true, "tcp", 9000, 9000, "10.61.1.12/32"));

        wire.call("TerminateInstances", "InstanceId.1", member);
        wire.call("DescribeInstances");
        assertThat(rules()).isEmpty();
    }

    @Test
    void s3IsReachedByWhoseRoutesLeadToAnEndpoint() throws IOException {
        let("Egress", "tcp", 443, "PrefixListIds.1.PrefixListId", "pl-63a5400a");
        assertThat(rules()).isEmpty();

        String table = wire.call("DescribeRouteTables").first("routeTableId");
        wire.call(
                "CreateVpcEndpoint",
                "VpcId",
                vpc,
                "ServiceName",
                "com.amazonaws.us-east-1.s3",
                "RouteTableId.1",
                table);

        assertThat(rules()).containsExactly(new PacketRule(false, "tcp", 443, 443, "10.63.0.1/32"));
    }

    @Test
    void loopbackAsAPeerIsThisComputer() throws IOException {
        let("Ingress", "tcp", 8900, "IpRanges.1.CidrIp", "127.0.0.0/8");

        assertThat(rules()).containsExactly(new PacketRule(true, "tcp", 8900, 8900, "10.61.255.254/32"));
    }
}
