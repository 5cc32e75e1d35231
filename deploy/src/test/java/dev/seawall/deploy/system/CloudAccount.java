package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * Judges a whole account by the SDK, with nothing of the program under test: everything in it is counted, whether it bears
 * tags or not. Thread-safe.
 */
final class CloudAccount implements AutoCloseable {
    private static final List<String> SLOTS = List.of("front-door-1", "worker-1", "worker-2");

    private final Ec2Client ec2;

    CloudAccount(URI endpoint) {
        ec2 = Ec2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("judge", "judge")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static String name(List<Tag> tags) {
        return tags.stream()
                .filter(tag -> tag.key().equals("seawall:name"))
                .map(Tag::value)
                .findFirst()
                .orElse("(no name)");
    }

    private List<Instance> living() {
        return ec2.describeInstances().reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(one -> !one.state().nameAsString().equals("terminated"))
                .toList();
    }

    /** Does what a person might: lets something more into a group. */
    void letIn(String group, String protocol, int port, String network) {
        String id = ec2.describeSecurityGroups().securityGroups().stream()
                .filter(one -> one.groupName().equals(group))
                .map(SecurityGroup::groupId)
                .findFirst()
                .orElseThrow();
        ec2.authorizeSecurityGroupIngress(r ->
                r.groupId(id).ipProtocol(protocol).fromPort(port).toPort(port).cidrIp(network));
    }

    /** Each slot's instance. */
    Map<String, String> instances() {
        return living().stream()
                .collect(Collectors.toMap(
                        one -> name(one.tags()), Instance::instanceId, (a, b) -> a + " and " + b, TreeMap::new));
    }

    /** Each data volume's id, by its name. */
    Map<String, String> data() {
        return ec2.describeVolumes().volumes().stream()
                .filter(volume -> name(volume.tags()).endsWith("-volume"))
                .collect(Collectors.toMap(
                        volume -> name(volume.tags()), Volume::volumeId, (a, b) -> a + " and " + b, TreeMap::new));
    }

    List<String> snapshotsTakenFor(String instanceId) {
        return ec2.describeSnapshots(r -> r.ownerIds("self")).snapshots().stream()
                .filter(one -> one.tags().stream()
                        .anyMatch(tag ->
                                tag.key().equals("seawall:run") && tag.value().endsWith(instanceId)))
                .map(Snapshot::snapshotId)
                .toList();
    }

    /** Looks until the small EC2 shows all that it was told to hide from the first looks. */
    void lookUntilNothingIsHidden(int looks) {
        for (int look = 0; look < looks; look++) {
            ec2.describeVpcs();
            ec2.describeSubnets();
            ec2.describeInternetGateways();
            ec2.describeRouteTables();
            ec2.describeVpcEndpoints();
            ec2.describeSecurityGroups();
            ec2.describeInstances();
            ec2.describeNetworkInterfaces();
            ec2.describeVolumes();
            ec2.describeAddresses();
            ec2.describeSnapshots(r -> r.ownerIds("self"));
        }
    }

    /** One of each, and each where it belongs; nothing else in the account. */
    void mustHoldOneDeployment() {
        assertThat(ec2.describeVpcs().vpcs()).as("VPCs").hasSize(1);
        assertThat(ec2.describeSubnets().subnets())
                .as("subnets")
                .extracting(one -> name(one.tags()))
                .containsExactlyInAnyOrder("public-a", "private-a");
        assertThat(ec2.describeInternetGateways().internetGateways())
                .as("gateways")
                .singleElement()
                .satisfies(one -> assertThat(one.attachments()).hasSize(1));
        assertThat(ec2.describeRouteTables().routeTables())
                .as("route tables: two, and the main one")
                .hasSize(3);
        assertThat(endpoints()).as("endpoints").hasSize(1);
        assertThat(ec2.describeSecurityGroups().securityGroups())
                .extracting(SecurityGroup::groupName)
                .containsExactlyInAnyOrder("default", "front-door-group", "worker-group");
        Map<String, String> instances = instances();
        assertThat(instances.keySet()).as("instances").containsExactlyInAnyOrderElementsOf(SLOTS);
        assertThat(living())
                .hasSize(SLOTS.size())
                .allMatch(one -> one.state().nameAsString().equals("running"));
        assertThat(ec2.describeAddresses().addresses())
                .as("public addresses")
                .singleElement()
                .satisfies(one -> assertThat(one.instanceId()).isEqualTo(instances.get("front-door-1")));
        assertThat(ec2.describeVolumes().volumes())
                .as("volumes: a root for each instance, and the data")
                .hasSize(SLOTS.size() + 2);
        for (Volume volume : ec2.describeVolumes().volumes()) {
            String slot = name(volume.tags()).replaceAll("-(volume|root)$", "");
            assertThat(volume.attachments())
                    .as(name(volume.tags()))
                    .singleElement()
                    .satisfies(one -> assertThat(one.instanceId()).isEqualTo(instances.get(slot)));
            assertThat(volume.tags())
                    .as("%s is not marked as half replaced", volume.volumeId())
                    .noneMatch(tag -> tag.key().equals("seawall:replacing"));
        }
    }

    private List<VpcEndpoint> endpoints() {
        return ec2.describeVpcEndpoints().vpcEndpoints().stream()
                .filter(one -> !one.stateAsString().toLowerCase(Locale.ROOT).equals("deleted"))
                .toList();
    }

    /** Nothing but data volumes, all free, and snapshots. */
    void mustHoldOnlyData() {
        assertThat(ec2.describeVpcs().vpcs()).as("VPCs").isEmpty();
        assertThat(ec2.describeSubnets().subnets()).as("subnets").isEmpty();
        assertThat(ec2.describeInternetGateways().internetGateways())
                .as("gateways")
                .isEmpty();
        assertThat(ec2.describeRouteTables().routeTables()).as("route tables").isEmpty();
        assertThat(ec2.describeSecurityGroups().securityGroups()).as("groups").isEmpty();
        assertThat(endpoints()).as("endpoints").isEmpty();
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces())
                .as("interfaces")
                .isEmpty();
        assertThat(ec2.describeAddresses().addresses()).as("public addresses").isEmpty();
        assertThat(living()).as("instances").isEmpty();
        assertThat(ec2.describeVolumes().volumes())
                .allMatch(volume -> volume.stateAsString().equals("available"))
                .extracting(volume -> name(volume.tags()))
                .containsExactlyInAnyOrder("worker-1-volume", "worker-2-volume");
    }

    @Override
    public void close() {
        ec2.close();
    }
}
