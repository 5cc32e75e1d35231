package dev.seawall.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
    @TempDir
    Path directory;

    @Test
    @SuppressWarnings("try") // the lock is held, not asked
    void aSecondCommandIsRefusedWhileOneChangesTheDeployment() throws Exception {
        var state = state();
        try (var first = StateLock.take(state, "up")) {
            assertThatThrownBy(() -> StateLock.take(state, "up"))
                    .isInstanceOf(LocalFailure.class)
                    .hasMessageContaining("(up, pid " + ProcessHandle.current().pid() + ")");
        }

        StateLock.take(state, "up").close();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        var blueprint = directory.resolve("seawall.yaml");
        Files.writeString(directory.resolve(".seawall"), "in the way");
        var state = StateDirectory.beside(blueprint, "shop");

        assertThatThrownBy(state::create)
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining(directory.resolve(".seawall").toString());
    }

    @Test
    void chosenPortsAreRememberedUntilTheyAreForgotten() throws Exception {
        var state = state();
        var ports = RememberedPorts.choosing(state);
        int chosen = ports.portOf("worker-1", "http");
        assertThat(ports.portOf("worker-1", "http")).isEqualTo(chosen);
        assertThat(ports.portOf("worker-1", "admin")).isNotEqualTo(chosen);
        ports.save();

        var later = RememberedPorts.asKnown(state);
        assertThat(later.portOf("worker-1", "http")).isEqualTo(chosen);
        assertThat(later.portOf("worker-2", "http")).isZero();
        assertThat(later.forget("worker-2", chosen)).isFalse();
        assertThat(later.forget("worker-1", chosen)).isTrue();
        assertThat(later.portOf("worker-1", "http")).isZero();
    }

    @Test
    void slotsWithoutDataFollowTheBlueprintAndThoseWithDataStay() throws Exception {
        var state = state();
        state.makeSlots(List.of("worker-1", "worker-2", "worker-3"));
        Files.writeString(state.data("worker-3").resolve("object"), "precious");

        state.makeSlots(List.of("worker-1"));

        assertThat(state.slots()).containsExactly("worker-1", "worker-3");
    }

    @Test
    void aTakenPortIsSeen() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThat(PortHolder.isFree(port)).isFalse();
        }
        assertThat(PortHolder.isFree(port)).isTrue();
    }

    @Test
    void onlyRegularFilesBelowAreCountedAndDeletedAndLinksAreNotFollowed() throws Exception {
        var outside = Files.writeString(directory.resolve("outside"), "x".repeat(1000));
        var data = Files.createDirectories(directory.resolve("data/worker-1"));
        Files.writeString(data.resolve("object"), "12345");
        Files.createSymbolicLink(data.resolve("link"), outside);

        assertThat(DiskUse.bytesBelow(directory.resolve("data"))).isLessThan(1000);
        DiskUse.delete(directory.resolve("data"));

        assertThat(directory.resolve("data")).doesNotExist();
        assertThat(outside).exists();
    }

    private StateDirectory state() throws LocalFailure {
        var state = StateDirectory.beside(directory.resolve("seawall.yaml"), "shop");
        state.create();
        return state;
    }
}
