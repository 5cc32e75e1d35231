package dev.seawall.deploy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.tls.DeploymentAuthority.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentAuthorityTest {
    private final Instant today = Instant.now();

    private final DeploymentAuthority authority = DeploymentAuthority.create("shop", today);

    @TempDir
    Path directory;

    @Test
    void aWorkerIsKnownByItsSlotAndItsAddressAndServesOnly() throws Exception {
        X509Certificate leaf = certificate(authority.issue("worker-2", List.of("10.61.128.11"), today));

        leaf.verify(certificate(authority.certificatePem()).getPublicKey());
        assertThat(leaf.getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                .containsExactly("worker-2.shop.internal", "10.61.128.11");
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void aFrontDoorAsksOnly() throws Exception {
        X509Certificate leaf = certificate(authority.issue("front-door-1", List.of("10.61.0.10"), today));

        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    }

    @Test
    void leavesLiveNinetyDaysAndBeginAnHourAgoForClocksThatDiffer() throws Exception {
        X509Certificate leaf = certificate(authority.issue("worker-1", List.of(), today));

        Instant from = leaf.getNotBefore().toInstant();
        assertThat(from).isBetween(today.minus(Duration.ofHours(1).plusSeconds(1)), today.minus(Duration.ofHours(1)));
        assertThat(Duration.between(from, leaf.getNotAfter().toInstant())).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void whatWasReadBackIssuesAsBefore() throws Exception {
        DeploymentAuthority again = DeploymentAuthority.read(authority.pem());

        assertThat(again.pem()).isEqualTo(authority.pem());
        assertThat(again.dns("worker-1")).isEqualTo("worker-1.shop.internal");
        certificate(again.issue("worker-1", List.of(), today))
                .verify(certificate(authority.certificatePem()).getPublicKey());
    }

    @Test
    void aTextWithoutTheKeyIsRefused() {
        assertThatThrownBy(() -> DeploymentAuthority.read(authority.certificatePem()))
                .hasMessageContaining("no private key");
        assertThatThrownBy(() -> DeploymentAuthority.read("")).hasMessageContaining("no certificate");
    }

    @Test
    void aLeafIsNotTakenForAnAuthority() {
        Identity leaf = authority.issue("worker-1", List.of(), today);

        assertThatThrownBy(() -> DeploymentAuthority.read(leaf.certificatePem() + leaf.privateKeyPem()))
                .hasMessageContaining("CN=worker-1.shop.internal is not a deployment's authority");
    }

    @Test
    void opensslOpensTheEnvelopeWithTheKeyItWasSealedFor() throws Exception {
        Identity now = authority.issue("worker-1", List.of("10.61.128.10"), today);
        Identity next = authority.issue("worker-1", List.of("10.61.128.10"), today);

        assertThat(decrypt(authority.envelope(next, now.certificatePem()), now)).isZero();

        assertThat(directory.resolve("out.pem")).hasContent(next.certificatePem() + next.privateKeyPem());
        assertThat(openssl("verify", "-CAfile", write("ca.pem", authority.certificatePem()), path("out.pem")))
                .isZero();
        assertThat(openssl("x509", "-noout", "-checkhost", "worker-1.shop.internal", "-in", path("out.pem")))
                .isZero();
        assertThat(Files.readString(directory.resolve("log"))).contains("does match certificate");
    }

    @Test
    void anotherSlotsKeyOpensNothing() throws Exception {
        Identity now = authority.issue("worker-1", List.of(), today);
        Identity other = authority.issue("worker-2", List.of(), today);

        assertThat(decrypt(authority.envelope(now, now.certificatePem()), other))
                .isNotZero();
    }

    @Test
    void nothingIsSealedForWhomTheAuthorityDoesNotKnow() {
        Identity next = authority.issue("worker-1", List.of(), today);
        Identity foreign = DeploymentAuthority.create("shop", today).issue("worker-1", List.of(), today);

        assertThatThrownBy(() -> authority.envelope(next, foreign.certificatePem()))
                .hasMessageContaining("CN=worker-1.shop.internal")
                .hasMessageContaining("the authority of shop has not signed");
    }

    @Test
    void aPrintedIdentityKeepsItsKeyToItself() {
        Identity identity = authority.issue("worker-1", List.of(), today);

        assertThat(identity.toString()).doesNotContain("BEGIN PRIVATE KEY");
    }

    /** As the rotation script on an instance does it. */
    private int decrypt(byte[] envelope, Identity with) throws Exception {
        Files.write(directory.resolve("in.cms"), envelope);
        return openssl(
                "cms",
                "-decrypt",
                "-inform",
                "DER",
                "-in",
                path("in.cms"),
                "-recip",
                write("cert.pem", with.certificatePem()),
                "-inkey",
                write("key.pem", with.privateKeyPem()),
                "-out",
                path("out.pem"));
    }

    private int openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private String write(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static X509Certificate certificate(Identity identity) {
        return certificate(identity.certificatePem());
    }

    private static X509Certificate certificate(String pem) {
        return Pem.certificate(pem).orElseThrow();
    }
}
