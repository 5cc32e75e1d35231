package dev.seawall.deploy.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.ec2.Bucket;
import dev.seawall.deploy.ec2.Connection;
import dev.seawall.deploy.lab.LabConfig;
import dev.seawall.deploy.lab.PretendMachines;
import dev.seawall.deploy.lab.SmallEc2;
import dev.seawall.deploy.tls.DeploymentAuthority;
import dev.seawall.deploy.tls.DeploymentAuthority.Identity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the bucket for a slot, opened as the slot opens it; runs are cut off and taken up again. */
class RotationTest {
    private static final String SLOT = "worker-2";

    private final PretendMachines machines = new PretendMachines();
    private SmallEc2 ec2;
    private Bucket bucket;
    private DeploymentAuthority authority;
    private Identity first;

    @TempDir
    Path directory;

    @BeforeEach
    void launch() throws Exception {
        ec2 = SmallEc2.start(LabConfig.of(machines, machines));
        bucket = Bucket.of(
                Bucket.nameOf("shop", "123456789012", "us-east-1"),
                new Connection(ec2.endpoint(), "us-east-1", null, new Connection.Keys("lab", "lab")));
        bucket.ensure("shop");
        authority = new KeptAuthority(bucket, "shop").ensure(Instant.now());
        first = launched();
    }

    @AfterEach
    void stop() {
        bucket.close();
        ec2.close();
    }

    @Test
    void theSlotFindsACertificateThatOnlyItsKeyOpens() throws Exception {
        String wanted = run().prepare(SLOT, Set.of(serial(first)));

        String content = opened(first);
        assertThat(DeploymentAuthority.serial(content)).isEqualTo(wanted).isNotEqualTo(serial(first));
        assertThat(content).contains("BEGIN PRIVATE KEY");
        assertThat(bucket.get("slots/" + SLOT + "/after-" + serial(first) + ".pem")
                        .map(RotationTest::text))
                .hasValueSatisfying(pem -> assertThat(pem).doesNotContain("PRIVATE KEY"));
    }

    @Test
    void aRunThatWasCutOffIsTakenUpWithTheSameCertificate() {
        String wanted = run().prepare(SLOT, Set.of(serial(first)));

        assertThat(run().prepare(SLOT, Set.of(serial(first)))).isEqualTo(wanted);
        assertThat(run().prepare(SLOT, Set.of(wanted))).isEqualTo(wanted);
    }

    @Test
    void aFinishedSlotIsLeftAloneUntilTheRunHasEnded() {
        var run = run();
        String wanted = run.prepare(SLOT, Set.of());
        run.finish(SLOT);

        assertThat(run().finished()).containsExactly(SLOT);
        assertThat(bucket.keys("rotation/")).isEmpty();
        assertThat(bucket.get(MachineBoot.certificateKey(SLOT)).map(RotationTest::text))
                .hasValueSatisfying(
                        pem -> assertThat(DeploymentAuthority.serial(pem)).isEqualTo(wanted));

        run.end();

        assertThat(run().finished()).isEmpty();
        assertThat(run().prepare(SLOT, Set.of(wanted))).isNotEqualTo(wanted);
    }

    @Test
    void aSlotThatWasLaunchedAnewMeanwhileGetsOneForItsNewKey() throws Exception {
        run().prepare(SLOT, Set.of(serial(first)));
        Identity second = launched();

        String wanted = run().prepare(SLOT, Set.of(serial(second)));

        assertThat(DeploymentAuthority.serial(opened(second))).isEqualTo(wanted);
    }

    @Test
    void nothingIsSealedForASlotThatShowsAnUnknownCertificate() {
        assertThatThrownBy(() -> run().prepare(SLOT, Set.of("beef")))
                .hasMessageContaining("worker-2 shows the certificate beef, where the bucket has " + serial(first))
                .hasMessageContaining("./seawall replace worker-2");
        assertThat(bucket.keys("rotation/")).isEmpty();
    }

    @Test
    void aSlotThatWasNeverLaunchedIsNamed() {
        assertThatThrownBy(() -> run().prepare("worker-3", Set.of()))
                .hasMessageContaining("worker-3 has not been launched");
    }

    private Identity launched() {
        Identity identity = authority.issue(SLOT, List.of("10.61.128.12"), Instant.now());
        bucket.put(MachineBoot.certificateKey(SLOT), identity.certificatePem().getBytes(StandardCharsets.US_ASCII));
        return identity;
    }

    private Rotation run() {
        try {
            var network = NetworkPlan.of(Blueprint.parse("seawall.yaml", "name: shop\n"));
            return new Rotation(bucket, "shop", network, InstantSource.system());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String serial(Identity identity) {
        return DeploymentAuthority.serial(identity.certificatePem());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private String opened(Identity with) throws Exception {
        Path sealed = Files.write(
                directory.resolve("in.cms"),
                bucket.get("rotation/" + SLOT + ".cms").orElseThrow());
        Path certificate = Files.writeString(directory.resolve("cert.pem"), with.certificatePem());
        Path key = Files.writeString(directory.resolve("key.pem"), with.privateKeyPem());
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "cms",
                        "-decrypt",
                        "-inform",
                        "DER",
                        "-in",
                        sealed.toString(),
                        "-recip",
                        certificate.toString(),
                        "-inkey",
                        key.toString())
                .start();
        String content = text(openssl.getInputStream().readAllBytes());
        assertThat(openssl.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(openssl.exitValue()).isZero();
        return content;
    }
}
