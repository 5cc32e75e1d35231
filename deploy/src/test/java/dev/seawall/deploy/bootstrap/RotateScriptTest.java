package dev.seawall.deploy.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.tls.DeploymentAuthority;
import dev.seawall.deploy.tls.DeploymentAuthority.Identity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a slot takes its next certificate in: the real script, curl and openssl. */
class RotateScriptTest {
    @TempDir
    Path directory;

    private Rehearsal machine;
    private String first;

    @BeforeEach
    void start() throws Exception {
        machine = new Rehearsal(directory, "front-door-1");
        var booted = machine.boot();
        assertThat(booted.code()).as(booted.said()).isZero();
        first = certificate();
    }

    @AfterEach
    void stop() {
        machine.close();
    }

    private String certificate() throws Exception {
        return machine.read("etc/seawall/tls/cert.pem");
    }

    private static Identity issued(DeploymentAuthority by, String slot) {
        return by.issue(slot, List.of("10.61.0.11"), Instant.now());
    }

    private void offer(Identity next, DeploymentAuthority sealer, String recipient) {
        machine.server.put("/rotation.cms", sealer.envelope(next, recipient));
    }

    private void assertRefused(String why) throws Exception {
        var ended = machine.rotate();

        assertThat(ended.code()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said()).contains("is refused, the old one stays: " + why);
        assertThat(certificate()).isEqualTo(first);
        var again = machine.rotate();
        assertThat(again.code()).isZero();
        assertThat(again.said()).isEmpty();
    }

    @Test
    void nothingNewIsNoNews() throws Exception {
        var ended = machine.rotate();

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).isEmpty();
        assertThat(certificate()).isEqualTo(first);
    }

    @Test
    void aNewPairIsTakenInWholeAndOnce() throws Exception {
        var next = issued(machine.authority, "front-door-1");
        offer(next, machine.authority, first);

        var ended = machine.rotate();

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("front-door-1.shop.internal has the certificate ", "notAfter=");
        assertThat(certificate().strip()).isEqualTo(next.certificatePem().strip());
        assertThat(machine.read("etc/seawall/tls/key.pem").strip())
                .isEqualTo(next.privateKeyPem().strip());
        assertThat(machine.read("etc/seawall/tls/ca.pem")).isEqualTo(machine.authority.certificatePem());
        assertThat(machine.rotate().said()).isEmpty();
    }

    @Test
    void oneRotationFollowsAnother() throws Exception {
        for (int i = 0; i < 3; i++) {
            var next = issued(machine.authority, "front-door-1");
            offer(next, machine.authority, certificate());

            assertThat(machine.rotate().code()).isZero();

            assertThat(certificate().strip()).isEqualTo(next.certificatePem().strip());
        }
        try (var kept = Files.list(machine.root.resolve("etc/seawall/identities"))) {
            assertThat(kept.filter(file -> Files.isDirectory(file) && !Files.isSymbolicLink(file)))
                    .hasSize(2);
        }
    }

    @Test
    void aPairForAnotherSlotIsRefused() throws Exception {
        offer(issued(machine.authority, "front-door-2"), machine.authority, first);

        assertRefused("it is another's: ");
    }

    @Test
    void aPairOfAnotherAuthorityIsRefused() throws Exception {
        var foreign = DeploymentAuthority.create("shop", Instant.now());
        offer(issued(foreign, "front-door-1"), machine.authority, first);

        assertRefused("it isn't of this deployment: ");
    }

    @Test
    void aPairThatHasExpiredIsRefused() throws Exception {
        var old =
                machine.authority.issue("front-door-1", List.of(), Instant.now().minus(Duration.ofDays(200)));
        offer(old, machine.authority, first);

        assertRefused("it isn't of this deployment: ");
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsRefused() throws Exception {
        var one = issued(machine.authority, "front-door-1");
        var other = issued(machine.authority, "front-door-1");
        offer(new Identity(one.certificatePem(), other.privateKeyPem()), machine.authority, first);

        assertRefused("certificate and key don't belong together");
    }

    @Test
    void whatIsSealedForAnotherKeyIsRefused() throws Exception {
        var stranger = issued(machine.authority, "front-door-1").certificatePem();
        offer(issued(machine.authority, "front-door-1"), machine.authority, stranger);

        assertRefused("it can't be decrypted by the key that is here");
    }

    @Test
    void noiseIsRefused() throws Exception {
        machine.server.put("/rotation.cms", "noise".getBytes(StandardCharsets.UTF_8));

        assertRefused("it can't be decrypted by the key that is here");
    }

    @Test
    void aStoreThatCannotBeAskedIsSaidSoAndChangesNothing() throws Exception {
        machine.server.next(FileServer.Mishap.IS_UNAVAILABLE);
        machine.server.put("/rotation.cms", new byte[1]);

        var ended = machine.rotate();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("could not be asked: 503");
        assertThat(certificate()).isEqualTo(first);
    }

    @Test
    void aBootThatRunsAgainKeepsTheLaterCertificate() throws Exception {
        var next = issued(machine.authority, "front-door-1");
        offer(next, machine.authority, first);
        assertThat(machine.rotate().code()).isZero();
        Files.delete(machine.root.resolve("etc/seawall/slot.sha256"));

        assertThat(machine.boot().code()).isZero();

        assertThat(certificate().strip()).isEqualTo(next.certificatePem().strip());
    }
}
