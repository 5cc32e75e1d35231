package dev.seawall.deploy.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.ec2.Bucket;
import dev.seawall.deploy.ec2.CloudFailure;
import dev.seawall.deploy.ec2.Connection;
import dev.seawall.deploy.lab.LabConfig;
import dev.seawall.deploy.lab.PretendMachines;
import dev.seawall.deploy.lab.SmallEc2;
import dev.seawall.deploy.tls.DeploymentAuthority;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a launch publishes and what the instance is told, with a bucket over the wire. */
class MachineBootTest {
    private static final String VOLUME = "vol-0a1b2c3d4e5f60001";
    private static final String BLUEPRINT = "{name: shop, frontdoors: {count: 2}, workers: {count: 2}}";

    @TempDir
    Path directory;

    private final PretendMachines machines = new PretendMachines();
    private SmallEc2 ec2;
    private Bucket bucket;

    @BeforeEach
    void start() throws Exception {
        ec2 = SmallEc2.start(LabConfig.of(machines, machines));
        var connection = new Connection(ec2.endpoint(), "us-east-1", null, new Connection.Keys("lab", "lab"));
        bucket = Bucket.of("seawall-shop-1-us-east-1", connection);
        bucket.ensure("shop");
        for (String program : new String[] {"frontdoor", "backend"}) {
            Files.createDirectories(jar(program).resolveSibling("lib"));
            Files.writeString(jar(program), program);
        }
    }

    @AfterEach
    void stop() {
        bucket.close();
        ec2.close();
    }

    private Path jar(String program) {
        return directory.resolve(program + "/seawall-" + program + ".jar");
    }

    private MachineBoot boot(String blueprint) throws Exception {
        var parsed = Blueprint.parse("seawall.yaml", blueprint);
        return new MachineBoot(
                parsed,
                NetworkPlan.of(parsed),
                bucket,
                jar("frontdoor"),
                jar("backend"),
                BootOptions.EC2,
                InstantSource.system());
    }

    private static String value(String script, String name) {
        var assigned = Pattern.compile("\\b" + name + "='([^']*)'").matcher(script);
        assertThat(assigned.find()).as(name).isTrue();
        return assigned.group(1);
    }

    /** The file of the slot's bundle, fetched as the instance does. */
    private String bundled(String script, String file) throws Exception {
        var url = URI.create(value(script, "slot_url"));
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        Path tar = Files.write(directory.resolve("slot.tar"), answer.body());
        var process = new ProcessBuilder("tar", "--extract", "--to-stdout", "--file", tar.toString(), file).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void programsArePublishedOnceForAll() throws Exception {
        boot(BLUEPRINT).publish();
        var puts = ec2.record().counts().get("s3:PutObject");

        boot(BLUEPRINT).publish();

        assertThat(bucket.keys("artifacts/")).hasSize(2);
        assertThat(ec2.record().counts()).containsEntry("s3:PutObject", puts);
        assertThat(bucket.keys("artifacts/").getFirst()).matches("artifacts/[0-9a-f]{64}/(backend|frontdoor).tar");
    }

    @Test
    void aWorkerIsToldEverythingThatItNeeds() throws Exception {
        String script = boot(BLUEPRINT).userData("worker-2", VOLUME);

        assertThat(script.length()).isLessThan(14_000);
        assertThat(value(script, "slot")).isEqualTo("worker-2");
        assertThat(value(script, "volume")).isEqualTo(VOLUME);
        String config = bundled(script, "config.yaml");
        assertThat(config.replaceAll("epoch: [0-9]{10}\n", "epoch: NOW\n")).isEqualTo("""
                # Written at the first boot from the blueprint.
                name: worker-2
                deployment: shop
                http:
                  host: 10.61.128.12
                  port: 9000
                tls:
                  authority: tls/ca.pem
                  certificate: tls/cert.pem
                  privateKey: tls/key.pem
                admin:
                  host: 10.61.128.12
                  port: 9100
                data: __ROOT__/var/lib/seawall/data
                volume:
                  id: vol-0a1b2c3d4e5f60001
                  fence:
                    owner: __INSTANCE__
                    epoch: NOW
                """);
        assertThat(bundled(script, "seawall.service")).contains("RequiresMountsFor=/var/lib/seawall/data");
    }

    @Test
    void aFrontDoorKnowsEveryWorker() throws Exception {
        String script = boot(BLUEPRINT).userData("front-door-1", null);

        assertThat(value(script, "volume")).isEmpty();
        assertThat(bundled(script, "config.yaml")).isEqualTo("""
                # Written at the first boot from the blueprint.
                name: front-door-1
                deployment: shop
                http:
                  host: 10.61.0.11
                  port: 80
                admin:
                  host: 10.61.0.11
                  port: 8900
                workers:
                - name: worker-1
                  host: 10.61.128.11
                  port: 9000
                - name: worker-2
                  host: 10.61.128.12
                  port: 9000
                workerTls:
                  authority: tls/ca.pem
                  certificate: tls/cert.pem
                  privateKey: tls/key.pem
                routes:
                - match: /v1/objects/
                  owner: path
                - match: /v1/objects
                  owner: all
                - match: /
                  owner: any
                limits:
                  bodyBytes: 5GiB
                knobs:
                  directory: __ROOT__/var/log/seawall/knobs
                accessLog: __ROOT__/var/log/seawall/front-door-1.access.log
                """);
        assertThat(bundled(script, "seawall.service")).contains("AmbientCapabilities=CAP_NET_BIND_SERVICE");
        assertThat(bundled(script, "seawall-rotate"))
                .contains("name='front-door-1.shop.internal'")
                .contains("url='" + bucket.url("rotation/front-door-1.cms") + "'");
    }

    @Test
    void userDataHoldsNoSecret() throws Exception {
        String script = boot(BLUEPRINT).userData("worker-1", VOLUME);
        String key = bundled(script, "key.pem");

        assertThat(key).contains("PRIVATE KEY");
        assertThat(script)
                .doesNotContain("PRIVATE KEY", key.lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void everySlotIsVouchedForByTheOneAuthority() throws Exception {
        var boot = boot(BLUEPRINT);

        String first = bundled(boot.userData("worker-1", VOLUME), "ca.pem");
        String second = bundled(boot(BLUEPRINT).userData("front-door-1", null), "ca.pem");

        var kept = new KeptAuthority(bucket, "shop").find().map(DeploymentAuthority::certificatePem);
        assertThat(first).isEqualTo(second);
        assertThat(kept).hasValue(first);
        assertThat(bucket.get(MachineBoot.certificateKey("worker-1"))).isPresent();
    }

    @Test
    void anAuthorityThatWasSpoiltIsNotReplacedInSilence() throws Exception {
        bucket.put(KeptAuthority.KEY, new byte[] {'x'});

        assertThatThrownBy(() -> boot(BLUEPRINT).userData("worker-1", VOLUME))
                .isInstanceOf(CloudFailure.class)
                .hasMessageContaining("authority/ca.pem is no authority: ")
                .hasMessageContaining("Put back what it was");
    }

    @Test
    void theLaunchHashChangesWithWhatTheSlotRunsAndWithNothingElse() throws Exception {
        var boot = boot(BLUEPRINT);
        String worker = boot.launchHash("worker-1");
        String frontDoor = boot.launchHash("front-door-1");

        boot.userData("worker-1", VOLUME);
        assertThat(boot(BLUEPRINT).launchHash("worker-1")).isEqualTo(worker).matches("[0-9a-f]{16}");

        String threeWorkers = BLUEPRINT.replace("workers: {count: 2}", "workers: {count: 3}");
        assertThat(boot(threeWorkers).launchHash("worker-1")).isEqualTo(worker);
        assertThat(boot(threeWorkers).launchHash("front-door-1")).isNotEqualTo(frontDoor);

        Files.writeString(jar("backend"), "another build");
        assertThat(boot(BLUEPRINT).launchHash("worker-1")).isNotEqualTo(worker);
        assertThat(boot(BLUEPRINT).launchHash("front-door-1")).isEqualTo(frontDoor);
    }

    @Test
    void aProgramThatIsNotBuiltIsNamed() throws Exception {
        Files.delete(jar("backend"));

        assertThatThrownBy(() -> boot(BLUEPRINT).launchHash("worker-1"))
                .isInstanceOf(CloudFailure.class)
                .hasMessageContaining(jar("backend").toString())
                .hasMessageContaining("mvn package");
    }

    @Test
    void shellcheckFindsNothing() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/shellcheck")))
                .as("shellcheck is installed")
                .isTrue();
        String script = boot(BLUEPRINT).userData("worker-1", VOLUME);
        Path userData = Files.writeString(directory.resolve("user-data"), script);
        Path rotate = Files.writeString(directory.resolve("seawall-rotate"), bundled(script, "seawall-rotate"));

        var process = new ProcessBuilder("/usr/bin/shellcheck", userData.toString(), rotate.toString()).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
    }
}
