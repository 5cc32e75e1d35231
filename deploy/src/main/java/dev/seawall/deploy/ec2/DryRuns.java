package dev.seawall.deploy.ec2;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;

/**
 * One call with DryRun for each action that the commands use. The ids are nobody's: EC2 judges the permission before it
 * looks for the resource. ModifySubnetAttribute is missing because it knows no dry run. Stateless.
 */
final class DryRuns {
    private static final String HEX = "-0123456789abcdef0";
    private static final String VPC = "vpc" + HEX;
    private static final String SUBNET = "subnet" + HEX;
    private static final String GATEWAY = "igw" + HEX;
    private static final String TABLE = "rtb" + HEX;
    private static final String ASSOCIATION = "rtbassoc" + HEX;
    private static final String ENDPOINT = "vpce" + HEX;
    private static final String GROUP = "sg" + HEX;
    private static final String ALLOCATION = "eipalloc" + HEX;
    private static final String INSTANCE = "i" + HEX;
    private static final String VOLUME = "vol" + HEX;
    private static final String NETWORK = "10.61.0.0/16";
    private static final String ANYWHERE = "0.0.0.0/0";
    private static final IpPermission RULE = IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(9000)
            .toPort(9000)
            .ipRanges(IpRange.builder().cidrIp(NETWORK).build())
            .build();

    private DryRuns() {}

    /** Must end with an error: EC2 answers no dry run otherwise. */
    @FunctionalInterface
    interface Question {
        SdkResponse ask(Ec2Client ec2);
    }

    /** By action, as IAM spells it. */
    static Map<String, Question> all() {
        Map<String, Question> all = new TreeMap<>();
        looks(all);
        networks(all);
        machines(all);
        return all;
    }

    private static void looks(Map<String, Question> all) {
        all.put("DescribeAccountAttributes", c -> c.describeAccountAttributes(r -> r.dryRun(true)));
        all.put("DescribeAddresses", c -> c.describeAddresses(r -> r.dryRun(true)));
        all.put("DescribeImages", c -> c.describeImages(r -> r.dryRun(true)));
        all.put("DescribeInstances", c -> c.describeInstances(r -> r.dryRun(true)));
        all.put("DescribeInstanceTypes", c -> c.describeInstanceTypes(r -> r.dryRun(true)));
        all.put("DescribeInternetGateways", c -> c.describeInternetGateways(r -> r.dryRun(true)));
        all.put("DescribeNetworkInterfaces", c -> c.describeNetworkInterfaces(r -> r.dryRun(true)));
        all.put("DescribePrefixLists", c -> c.describePrefixLists(r -> r.dryRun(true)));
        all.put("DescribeRouteTables", c -> c.describeRouteTables(r -> r.dryRun(true)));
        all.put("DescribeSecurityGroups", c -> c.describeSecurityGroups(r -> r.dryRun(true)));
        all.put("DescribeSnapshots", c -> c.describeSnapshots(r -> r.dryRun(true)));
        all.put("DescribeSubnets", c -> c.describeSubnets(r -> r.dryRun(true)));
        all.put("DescribeTags", c -> c.describeTags(r -> r.dryRun(true)));
        all.put("DescribeVolumes", c -> c.describeVolumes(r -> r.dryRun(true)));
        all.put("DescribeVpcEndpoints", c -> c.describeVpcEndpoints(r -> r.dryRun(true)));
        all.put("DescribeVpcs", c -> c.describeVpcs(r -> r.dryRun(true)));
    }

    private static void networks(Map<String, Question> all) {
        all.put("CreateVpc", c -> c.createVpc(r -> r.dryRun(true).cidrBlock(NETWORK)));
        all.put("DeleteVpc", c -> c.deleteVpc(r -> r.dryRun(true).vpcId(VPC)));
        all.put(
                "CreateSubnet",
                c -> c.createSubnet(r -> r.dryRun(true).vpcId(VPC).cidrBlock(NETWORK)));
        all.put("DeleteSubnet", c -> c.deleteSubnet(r -> r.dryRun(true).subnetId(SUBNET)));
        all.put("CreateInternetGateway", c -> c.createInternetGateway(r -> r.dryRun(true)));
        all.put(
                "AttachInternetGateway",
                c -> c.attachInternetGateway(
                        r -> r.dryRun(true).internetGatewayId(GATEWAY).vpcId(VPC)));
        all.put(
                "DetachInternetGateway",
                c -> c.detachInternetGateway(
                        r -> r.dryRun(true).internetGatewayId(GATEWAY).vpcId(VPC)));
        all.put(
                "DeleteInternetGateway",
                c -> c.deleteInternetGateway(r -> r.dryRun(true).internetGatewayId(GATEWAY)));
        all.put("CreateRouteTable", c -> c.createRouteTable(r -> r.dryRun(true).vpcId(VPC)));
        all.put("DeleteRouteTable", c -> c.deleteRouteTable(r -> r.dryRun(true).routeTableId(TABLE)));
        all.put(
                "AssociateRouteTable",
                c -> c.associateRouteTable(
                        r -> r.dryRun(true).routeTableId(TABLE).subnetId(SUBNET)));
        all.put(
                "DisassociateRouteTable",
                c -> c.disassociateRouteTable(r -> r.dryRun(true).associationId(ASSOCIATION)));
        all.put(
                "CreateRoute",
                c -> c.createRoute(r -> r.dryRun(true)
                        .routeTableId(TABLE)
                        .destinationCidrBlock(ANYWHERE)
                        .gatewayId(GATEWAY)));
        all.put(
                "ReplaceRoute",
                c -> c.replaceRoute(r -> r.dryRun(true)
                        .routeTableId(TABLE)
                        .destinationCidrBlock(ANYWHERE)
                        .gatewayId(GATEWAY)));
        all.put(
                "DeleteRoute",
                c -> c.deleteRoute(r -> r.dryRun(true).routeTableId(TABLE).destinationCidrBlock(ANYWHERE)));
        all.put(
                "CreateVpcEndpoint",
                c -> c.createVpcEndpoint(r -> r.dryRun(true).vpcId(VPC).serviceName("com.amazonaws.us-east-1.s3")));
        all.put(
                "ModifyVpcEndpoint",
                c -> c.modifyVpcEndpoint(r -> r.dryRun(true).vpcEndpointId(ENDPOINT)));
        all.put(
                "DeleteVpcEndpoints",
                c -> c.deleteVpcEndpoints(r -> r.dryRun(true).vpcEndpointIds(ENDPOINT)));
        all.put(
                "CreateSecurityGroup",
                c -> c.createSecurityGroup(
                        r -> r.dryRun(true).vpcId(VPC).groupName("worker-group").description("workers")));
        all.put(
                "DeleteSecurityGroup",
                c -> c.deleteSecurityGroup(r -> r.dryRun(true).groupId(GROUP)));
        all.put(
                "AuthorizeSecurityGroupIngress",
                c -> c.authorizeSecurityGroupIngress(
                        r -> r.dryRun(true).groupId(GROUP).ipPermissions(RULE)));
        all.put(
                "AuthorizeSecurityGroupEgress",
                c -> c.authorizeSecurityGroupEgress(
                        r -> r.dryRun(true).groupId(GROUP).ipPermissions(RULE)));
        all.put(
                "RevokeSecurityGroupIngress",
                c -> c.revokeSecurityGroupIngress(
                        r -> r.dryRun(true).groupId(GROUP).ipPermissions(RULE)));
        all.put(
                "RevokeSecurityGroupEgress",
                c -> c.revokeSecurityGroupEgress(
                        r -> r.dryRun(true).groupId(GROUP).ipPermissions(RULE)));
    }

    private static void machines(Map<String, Question> all) {
        all.put("AllocateAddress", c -> c.allocateAddress(r -> r.dryRun(true).domain(DomainType.VPC)));
        all.put(
                "AssociateAddress",
                c -> c.associateAddress(
                        r -> r.dryRun(true).allocationId(ALLOCATION).instanceId(INSTANCE)));
        all.put(
                "DisassociateAddress",
                c -> c.disassociateAddress(r -> r.dryRun(true).associationId("eipassoc" + HEX)));
        all.put("ReleaseAddress", c -> c.releaseAddress(r -> r.dryRun(true).allocationId(ALLOCATION)));
        all.put(
                "RunInstances",
                c -> c.runInstances(r -> r.dryRun(true)
                        .imageId("ami" + HEX)
                        .instanceType("m7g.large")
                        .minCount(1)
                        .maxCount(1)));
        all.put("StartInstances", c -> c.startInstances(r -> r.dryRun(true).instanceIds(INSTANCE)));
        all.put("StopInstances", c -> c.stopInstances(r -> r.dryRun(true).instanceIds(INSTANCE)));
        all.put(
                "TerminateInstances",
                c -> c.terminateInstances(r -> r.dryRun(true).instanceIds(INSTANCE)));
        all.put(
                "ModifyInstanceAttribute",
                c -> c.modifyInstanceAttribute(
                        r -> r.dryRun(true).instanceId(INSTANCE).groups(GROUP)));
        all.put(
                "ModifyInstanceMetadataOptions",
                c -> c.modifyInstanceMetadataOptions(
                        r -> r.dryRun(true).instanceId(INSTANCE).httpTokens(HttpTokensState.REQUIRED)));
        all.put(
                "CreateVolume",
                c -> c.createVolume(
                        r -> r.dryRun(true).availabilityZone("us-east-1a").size(1)));
        all.put(
                "ModifyVolume",
                c -> c.modifyVolume(r -> r.dryRun(true).volumeId(VOLUME).size(2)));
        all.put(
                "AttachVolume",
                c -> c.attachVolume(r ->
                        r.dryRun(true).volumeId(VOLUME).instanceId(INSTANCE).device(Slot.DATA_DEVICE)));
        all.put("DetachVolume", c -> c.detachVolume(r -> r.dryRun(true).volumeId(VOLUME)));
        all.put("DeleteVolume", c -> c.deleteVolume(r -> r.dryRun(true).volumeId(VOLUME)));
        all.put("CreateSnapshot", c -> c.createSnapshot(r -> r.dryRun(true).volumeId(VOLUME)));
        all.put(
                "CreateTags",
                c -> c.createTags(r -> r.dryRun(true).resources(VOLUME).tags(Labels.tag("seawall:name", "any"))));
        all.put(
                "DeleteTags",
                c -> c.deleteTags(r -> r.dryRun(true).resources(VOLUME).tags(Labels.tag("seawall:name", "any"))));
    }
}
