package dev.seawall.backend.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private static final VolumeMark MINE = new VolumeMark("shop", "worker-1");

    @TempDir
    Path directory = Path.of("unset");

    private void claim(VolumeMark mark) throws Exception {
        DataDirectory.claim(directory, mark).close();
    }

    @Test
    void anEmptyDirectoryIsMarkedAndFoundAgain() throws Exception {
        Files.createDirectory(directory.resolve("lost+found"));

        claim(MINE);
        claim(MINE);

        assertThat(directory.resolve("seawall.json"))
                .content()
                .contains("\"slot\":\"worker-1\"", "\"deployment\":\"shop\"");
    }

    @Test
    void anotherSlotsDirectoryIsRefusedNamingBoth() throws Exception {
        claim(MINE);

        assertThatThrownBy(() -> claim(new VolumeMark("shop", "worker-2")))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("belongs to worker-1 of deployment shop, this worker is worker-2");
        assertThatThrownBy(() -> claim(new VolumeMark("other", "worker-1")))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("worker-1 of deployment other");
    }

    @Test
    void aDirectoryInUseIsRefused() throws Exception {
        DataDirectory claimed = DataDirectory.claim(directory, MINE);

        assertThatThrownBy(() -> claim(MINE)).hasMessageContaining("in use by another worker process");

        claimed.close();
        claim(MINE);
    }

    @Test
    void someoneElsesFilesAreLeftAlone() throws Exception {
        Files.writeString(directory.resolve("thesis.txt"), "precious");

        assertThatThrownBy(() -> claim(MINE)).hasMessageContaining("holds thesis.txt: name an empty directory");
        assertThat(directory.resolve("seawall.json")).doesNotExist();
    }

    @Test
    void aMissingDirectoryIsNotCreated() {
        directory = directory.resolve("missing");

        assertThatThrownBy(() -> claim(MINE)).hasMessageContaining("is not there: create it, or mount its volume");
        assertThat(directory).doesNotExist();
    }

    @Test
    void anUnreadableMarkIsNamed() throws Exception {
        Files.writeString(directory.resolve("seawall.json"), "{\"format\":2}");

        assertThatThrownBy(() -> claim(MINE)).hasMessageContaining("its format is 2, this program knows 1");
    }
}
