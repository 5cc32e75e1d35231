package dev.seawall.frontdoor.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.TestAuthority;
import dev.seawall.frontdoor.TestAuthority.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files change under an identity, whole or by halves. */
class LiveIdentityTest {
    private final List<String> said = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private Identity files;
    private LiveIdentity live;

    @BeforeAll
    static void make() {
        authority = new TestAuthority(folder);
    }

    @BeforeEach
    void load() throws Exception {
        files = authority.issue("front-door-1");
        live = LiveIdentity.load(
                "workerTls", new TlsFiles(files.authority(), files.certificate(), files.privateKey()), said::add);
    }

    @Test
    void halfOfANewPairChangesNothingAndTheOtherHalfCompletesItWithoutAWordOfTrouble() throws Exception {
        TlsIdentity first = live.current();
        Identity next = authority.issue("front-door-1");

        copy(next.certificate(), files.certificate());
        live.check();
        assertThat(live.current()).isSameAs(first);
        copy(next.privateKey(), files.privateKey());
        live.check();

        assertThat(live.current().certificate()).isNotEqualTo(first.certificate());
        assertThat(said).singleElement().asString().contains("handshakes use the certificate CN=front-door-1");
    }

    @Test
    void filesThatStayUnusableAreToldOfOnceAndTheOldCertificateStays() throws Exception {
        TlsIdentity first = live.current();

        Files.writeString(files.certificate(), "-----BEGIN CERTIFICATE-----\nMIIB");
        for (int i = 0; i < 5; i++) {
            live.check();
        }

        assertThat(live.current()).isSameAs(first);
        assertThat(said)
                .singleElement()
                .asString()
                .contains("the changed files can't be used", files.certificate().toString());
    }

    @Test
    void aMissingFileIsNoReasonToGiveUpWhatWorks() throws Exception {
        TlsIdentity first = live.current();
        Path aside = folder.resolve("aside");

        Files.move(files.privateKey(), aside);
        live.check();
        Files.move(aside, files.privateKey());
        live.check();

        assertThat(live.current()).isSameAs(first);
        assertThat(said).isEmpty();
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
