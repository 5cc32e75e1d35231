package dev.seawall.deploy.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.bootstrap.BootOptions;
import dev.seawall.deploy.bootstrap.MachineBoot;
import dev.seawall.deploy.ec2.Ec2Deployment.Wishes;
import dev.seawall.deploy.lab.fault.CallListener;
import dev.seawall.deploy.lab.wire.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * docs/iam-policy.json allows what the commands call, and nothing else: every command runs, with drift to mend, and every
 * call it makes is recorded. {@code -Dseawall.update=true} writes the file.
 */
class IamPolicyTest {
    private static final Path POLICY = Path.of("..", "docs", "iam-policy.json");
    private static final JsonMapper JSON = new JsonMapper();

    /** Called only where drift is mended that is not made below, or where a deletion is held up; none of them new power. */
    private static final Set<String> SELDOM = Set.of(
            "ec2:DisassociateAddress",
            "ec2:DisassociateRouteTable",
            "ec2:ModifyVpcEndpoint",
            "ec2:ReplaceRoute",
            "s3:DeleteObject",
            // S3 wants it for a bucket that is tagged as it is made.
            "s3:TagResource");

    private final Set<String> called = new ConcurrentSkipListSet<>();

    @TempDir
    Path directory;

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Records what is called meanwhile. */
    private void recording(Consumer<Ec2Deployment> command) {
        rig.ec2.listen((action, boundary) -> called.add(action));
        var target = rig.target();
        try (var deployment = new Ec2Deployment(
                target,
                bucket -> new MachineBoot(
                        target.blueprint(),
                        target.network(),
                        bucket,
                        directory.resolve("frontdoor.jar"),
                        directory.resolve("backend.jar"),
                        BootOptions.EC2,
                        InstantSource.system()),
                System::nanoTime)) {
            command.accept(deployment);
        }
        rig.ec2.listen(CallListener.NONE);
    }

    private static void up(Ec2Deployment deployment) {
        var plan = deployment.plan(Wishes.NONE).plan();
        deployment.quotas(plan);
        deployment.up(plan, Wishes.NONE, false, (step, stand, words) -> {});
    }

    @Test
    void thePolicyAllowsExactlyWhatTheCommandsCall() throws IOException {
        Files.createDirectories(directory.resolve("lib"));
        Files.writeString(directory.resolve("frontdoor.jar"), "front door");
        Files.writeString(directory.resolve("backend.jar"), "worker");
        recording(IamPolicyTest::up);
        drift();
        rig.blueprint(Rig.BLUEPRINT.replace("20GiB", "21GiB"));
        recording(IamPolicyTest::up);
        recording(deployment -> {
            deployment.survey();
            deployment.describe();
            deployment.slots().replace("worker-1", true, (step, stand, words) -> {});
            deployment.slots().replace("front-door-1", true, (step, stand, words) -> {});
            var taken = deployment.slots().snapshot(List.of("worker-2"), "run").getFirst();
            deployment.slots().restore("worker-2", taken.snapshotId(), (step, stand, words) -> {});
        });
        rig.ec2.faults().refuse("DeleteSubnet", 500, new ApiError("DependencyViolation", "in use"));
        try {
            recording(deployment -> deployment.down(false, (step, stand, words) -> {}));
        } catch (CloudFailure blocked) {
            rig.ec2.faults().clear();
        }
        recording(deployment -> deployment.down(true, (step, stand, words) -> {}));
        called.addAll(SELDOM);

        if (Boolean.getBoolean("seawall.update")) {
            write();
        }
        assertThat(allowed()).isEqualTo(new TreeSet<>(called));
    }

    @Test
    void aDryRunAsksForEveryActionOfEc2ThatKnowsOne() throws IOException {
        var asked = new TreeSet<String>();
        DryRuns.all().keySet().forEach(action -> asked.add("ec2:" + action));
        asked.add("ec2:ModifySubnetAttribute");

        assertThat(allowed()).filteredOn(action -> action.startsWith("ec2:")).containsExactlyElementsOf(asked);
    }

    @Test
    void whatIsNotAllowedIsNamedAndNothingHappens() {
        try (var deployment = rig.open()) {
            assertThat(deployment.missingPermissions()).isEmpty();
            rig.ec2
                    .faults()
                    .refuse("RunInstances", 1, new ApiError(403, "UnauthorizedOperation", "You are not authorized."));

            assertThat(deployment.missingPermissions())
                    .containsExactly(
                            "ec2:RunInstances is not allowed to these credentials (docs/iam-policy.json lists all)");
        }
        assertThat(rig.person().describeVpcs().vpcs()).isEmpty();
    }

    @Test
    void moreAddressesThanTheAccountMayHaveAreToldBeforeAnythingIsMade() {
        rig.blueprint(Rig.BLUEPRINT.replace("frontdoors: {count: 2}", "frontdoors: {count: 6}"));

        try (var deployment = rig.open()) {
            var sentences = deployment.quotas(deployment.plan(Wishes.NONE).plan());

            assertThat(sentences)
                    .containsExactly(
                            "public addresses: 6 more are needed, and 0 of the account's 5 in us-east-1 are in use;"
                                    + " release some, or ask for more (Service Quotas, EC2-VPC Elastic IPs)");
        }
    }

    /** What somebody else does in the account, for up to mend. */
    private void drift() {
        var person = rig.person();
        person.createRoute(r -> r.routeTableId(rig.id("private-routes"))
                .destinationCidrBlock("0.0.0.0/0")
                .gatewayId(rig.id("gateway")));
        person.modifySubnetAttribute(r -> r.subnetId(rig.id("private-a")).mapPublicIpOnLaunch(a -> a.value(true)));
        person.modifyInstanceMetadataOptions(
                r -> r.instanceId(rig.id("worker-1")).httpTokens(HttpTokensState.OPTIONAL));
        person.modifyInstanceAttribute(
                r -> r.instanceId(rig.id("worker-1")).groups(rig.id("worker-group"), rig.id("front-door-group")));
        person.stopInstances(r -> r.instanceIds(rig.id("front-door-2")));
        person.authorizeSecurityGroupIngress(r -> r.groupId(rig.id("worker-group"))
                .ipProtocol("tcp")
                .fromPort(22)
                .toPort(22)
                .cidrIp("0.0.0.0/0"));
    }

    private static Set<String> allowed() throws IOException {
        var actions = new TreeSet<String>();
        JSON.readTree(Files.readString(POLICY))
                .path("Statement")
                .forEach(statement -> statement.path("Action").forEach(action -> actions.add(action.asString())));
        return actions;
    }

    private void write() throws IOException {
        ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
        var statements = policy.putArray("Statement");
        for (String service : List.of("ec2", "s3", "sts")) {
            var statement = statements.addObject();
            statement.put("Sid", "Seawall" + service.toUpperCase(java.util.Locale.ROOT));
            statement.put("Effect", "Allow");
            var actions = statement.putArray("Action");
            called.stream().filter(action -> action.startsWith(service + ":")).forEach(actions::add);
            var resources = statement.putArray("Resource");
            if (service.equals("s3")) {
                resources.add("arn:aws:s3:::seawall-*").add("arn:aws:s3:::seawall-*/*");
            } else {
                resources.add("*");
            }
        }
        Files.writeString(POLICY, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(policy) + "\n");
    }
}
