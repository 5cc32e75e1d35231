package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.lab.fabric.RealLab;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import tools.jackson.databind.json.JsonMapper;

/** A deployment whose machines are network namespaces: who gets through to whom, by real connections. */
class IsolatedLabIT {
    private static final String FRONT_DOOR = "front-door-1";
    private static final String WORKER = "10.61.128.11";
    private static final int SERVES = 9000;
    private static final int ADMIN = 9100;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @BeforeAll
    static void needsNamespaces() throws InterruptedException {
        RealLab.needsNetwork();
    }

    @Test
    void groupsAndRoutesHoldBackWhatTheyShouldAndNothingIsLeftBehind() throws Exception {
        try (var lab = LabDeployment.up(directory, "namespaces")) {
            assertThat(lab.lab("status").output()).contains("machines are network namespaces", FRONT_DOOR, WORKER);
            serves(lab);

            assertThat(connects(lab, FRONT_DOOR, WORKER, SERVES)).isTrue();
            assertThat(connects(lab, FRONT_DOOR, WORKER, ADMIN)).isFalse();
            assertThat(connects(lab, "internet", "203.0.113.1", 18080)).isTrue();
            assertThat(connects(lab, "internet", "203.0.113.1", 8900)).isFalse();
            assertThat(connects(lab, "internet", WORKER, SERVES)).isFalse();
            assertThat(connects(lab, "worker-1", "198.51.100.2", 80)).isFalse();
            assertThat(lab.lab("exec", "bots", "--", "true").exitCode()).isEqualTo(1);

            anOpenedPortTakesEffect(lab);

            lab.down().mustSucceed();
            assertThat(lab.processes()).isEmpty();
            assertThat(directory.resolve(".seawall/lab/sandbox.json")).doesNotExist();
            assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(directory.toString());
        }
    }

    private static void serves(LabDeployment lab) throws IOException {
        var objects = new ObjectsClient(lab.address());
        byte[] content = Content.bytes(7, 100_000);
        assertThat(objects.put("isolated", content).statusCode()).isEqualTo(201);
        assertThat(objects.get("isolated").body()).isEqualTo(content);
    }

    private void anOpenedPortTakesEffect(LabDeployment lab) throws Exception {
        try (var ec2 = client()) {
            String workers = group(ec2, "worker-group");
            var fromFrontDoors = IpPermission.builder()
                    .ipProtocol("tcp")
                    .fromPort(ADMIN)
                    .toPort(ADMIN)
                    .userIdGroupPairs(UserIdGroupPair.builder()
                            .groupId(group(ec2, "front-door-group"))
                            .build())
                    .build();
            var toWorkers = IpPermission.builder()
                    .ipProtocol("tcp")
                    .fromPort(ADMIN)
                    .toPort(ADMIN)
                    .userIdGroupPairs(UserIdGroupPair.builder().groupId(workers).build())
                    .build();
            String frontDoors = group(ec2, "front-door-group");
            ec2.authorizeSecurityGroupIngress(r -> r.groupId(workers).ipPermissions(fromFrontDoors));
            ec2.authorizeSecurityGroupEgress(r -> r.groupId(frontDoors).ipPermissions(toWorkers));
            until(lab, true);
            ec2.revokeSecurityGroupIngress(r -> r.groupId(workers).ipPermissions(fromFrontDoors));
            until(lab, false);
        }
    }

    private static void until(LabDeployment lab, boolean open) throws IOException {
        long began = System.nanoTime();
        while (connects(lab, FRONT_DOOR, WORKER, ADMIN) != open) {
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("until the worker's admin port is open: %s", open)
                    .isLessThan(LIMIT);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static boolean connects(LabDeployment lab, String node, String host, int port) throws IOException {
        String script = "exec 3<>/dev/tcp/" + host + "/" + port;
        return lab.lab("exec", node, "--", "timeout", "2", "bash", "-c", script).exitCode() == 0;
    }

    private Ec2Client client() throws IOException {
        var record = new JsonMapper().readTree(Files.readString(directory.resolve(".seawall/lab/daemon.json")));
        return Ec2Client.builder()
                .endpointOverride(URI.create(record.path("endpoint").asString()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static String group(Ec2Client ec2, String name) {
        return ec2.describeSecurityGroups(r -> r.filters(
                        Filter.builder().name("group-name").values(name).build()))
                .securityGroups()
                .getFirst()
                .groupId();
    }
}
