package dev.seawall.deploy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path directory;

    @Test
    void theLeafIsSignedByTheAuthorityForThisMachineAlone() throws Exception {
        var made = LocalAuthority.ensure(directory, NOW);
        var leaf = leaf(made);

        leaf.verify(made.authority().getPublicKey());
        assertThat(leaf.getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                .containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(made.authority().getBasicConstraints()).isZero();
        assertThat(life(leaf)).isEqualTo(Duration.ofDays(397));
        assertThat(life(made.authority())).isGreaterThan(Duration.ofDays(3650));
    }

    @Test
    void keysAreReadableByTheirOwnerOnly() throws Exception {
        LocalAuthority.ensure(directory, NOW);

        for (var key : new String[] {"ca-key.pem", "key.pem"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(key))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void goodCertificatesAreLeftAsTheyAre() throws Exception {
        var first = leaf(LocalAuthority.ensure(directory, NOW));

        var second = leaf(LocalAuthority.ensure(directory, NOW.plus(Duration.ofDays(300))));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aLeafNearItsEndIsMadeAnewByTheSameAuthority() throws Exception {
        var first = LocalAuthority.ensure(directory, NOW);
        var firstLeaf = leaf(first);

        var second = LocalAuthority.ensure(directory, NOW.plus(Duration.ofDays(380)));

        assertThat(leaf(second)).isNotEqualTo(firstLeaf);
        assertThat(second.authority()).isEqualTo(first.authority());
        leaf(second).verify(first.authority().getPublicKey());
    }

    @Test
    void anAuthorityWithoutItsKeyIsMadeAnewWithItsLeaf() throws Exception {
        var first = LocalAuthority.ensure(directory, NOW);
        Files.writeString(directory.resolve("ca-key.pem"), "no key");

        var second = LocalAuthority.ensure(directory, NOW);

        assertThat(second.authority()).isNotEqualTo(first.authority());
        leaf(second).verify(second.authority().getPublicKey());
    }

    private static X509Certificate leaf(LocalAuthority.Certificates made) throws Exception {
        return Pem.certificate(made.certificate()).orElseThrow();
    }

    private static Duration life(X509Certificate certificate) {
        return Duration.between(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }
}
