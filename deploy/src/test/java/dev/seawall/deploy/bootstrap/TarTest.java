package dev.seawall.deploy.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.bootstrap.Tar.Entry;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written here is unpacked by the tar of the machine. */
class TarTest {
    @TempDir
    Path directory;

    private Path unpacked(Tar tar) throws Exception {
        Path archive = directory.resolve("archive.tar");
        try (var in = tar.open()) {
            Files.copy(in, archive);
        }
        assertThat(Files.size(archive)).isEqualTo(tar.length());
        Path to = Files.createDirectory(directory.resolve("unpacked"));
        int code = new ProcessBuilder("tar", "--extract", "--file", archive.toString(), "--directory", to.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
        return to;
    }

    @Test
    void tarUnpacksWhatWasPacked() throws Exception {
        byte[] large = new byte[1_000_003];
        large[1_000_002] = 7;

        var to = unpacked(new Tar(List.of(
                Entry.of("seawall-rotate", 0755, "#!/bin/bash\n"),
                Entry.of("empty", 0600, ""),
                Entry.of("full-block", 0644, "x".repeat(512)),
                new Entry("lib/" + "a".repeat(96), 0644, large.length, () -> new ByteArrayInputStream(large)))));

        assertThat(to.resolve("seawall-rotate")).hasContent("#!/bin/bash\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("seawall-rotate"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("empty"))))
                .isEqualTo("rw-------");
        assertThat(to.resolve("full-block")).hasContent("x".repeat(512));
        assertThat(to.resolve("lib/" + "a".repeat(96))).hasBinaryContent(large);
    }

    @Test
    void theSameFilesMakeTheSameBytesWhateverTheirOrderAndAge() throws Exception {
        Path one = Files.createDirectories(directory.resolve("one/lib"));
        Path other = Files.createDirectories(directory.resolve("other/lib"));
        for (Path lib : List.of(one, other)) {
            Files.writeString(lib.resolve("b.jar"), "b");
            Files.writeString(lib.resolve("a.jar"), "a");
            Files.writeString(lib.resolveSibling("seawall-backend.jar"), "program");
        }
        Files.setLastModifiedTime(one.resolve("a.jar"), FileTime.fromMillis(1_000_000));

        var first = Artifact.of("backend", one.resolveSibling("seawall-backend.jar"));
        var second = Artifact.of("backend", other.resolveSibling("seawall-backend.jar"));

        assertThat(first.sha256()).isEqualTo(second.sha256());
        assertThat(first.key()).isEqualTo("artifacts/" + first.sha256() + "/backend.tar");

        Files.writeString(other.resolve("a.jar"), "c");
        assertThat(Artifact.of("backend", other.resolveSibling("seawall-backend.jar"))
                        .sha256())
                .isNotEqualTo(first.sha256());
    }

    @Test
    void aNameThatDoesNotFitIsRefused() {
        var tar = new Tar(List.of(Entry.of("a".repeat(101), 0644, "")));

        assertThatThrownBy(tar::sha256).hasMessageContaining("is longer than 100 bytes");
    }
}
