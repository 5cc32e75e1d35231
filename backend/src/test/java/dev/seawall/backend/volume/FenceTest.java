package dev.seawall.backend.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may claim a volume, and what the others are told. */
class FenceTest {
    private static final VolumeMark SLOT = new VolumeMark("shop", "worker-2");

    @TempDir
    Path directory = Path.of("unset");

    private Fence claim(String owner, long epoch, String now) throws UnusableException {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        return Fence.claim(directory, SLOT, new FenceConfig(owner, epoch), clock);
    }

    private Path file() {
        return directory.resolve("seawall-fence.json");
    }

    @Test
    void aBlankVolumeIsClaimedAndARestartKeepsTheTime() throws Exception {
        claim("i-0aaa", 7, "2026-11-23T03:00:00.5Z");

        Fence again = claim("i-0aaa", 7, "2026-11-23T04:00:00Z");

        assertThat(again.held()).hasToString("i-0aaa (epoch 7, since 2026-11-23T03:00:00Z)");
        assertThat(again.lost()).isNull();
        assertThat(file())
                .content()
                .contains("\"deployment\":\"shop\"", "\"slot\":\"worker-2\"", "\"epoch\":7", "\"owner\":\"i-0aaa\"");
    }

    @Test
    void aHigherEpochTakesOverAndTheFormerHolderSeesIt() throws Exception {
        Fence former = claim("i-0aaa", 7, "2026-11-23T03:00:00Z");

        claim("i-0bbb", 1_795_000_000, "2026-11-23T04:00:00Z");

        assertThat(former.lost())
                .contains("claimed for i-0aaa (epoch 7, since 2026-11-23T03:00:00Z)")
                .endsWith("is now held by i-0bbb (epoch 1795000000, since 2026-11-23T04:00:00Z)");
    }

    @Test
    void aLowerEpochIsToldWhoHoldsItSinceWhenAndWhatToDo() throws Exception {
        claim("i-0bbb", 8, "2026-11-23T04:00:00Z");

        assertThatThrownBy(() -> claim("i-0aaa", 7, "2026-11-23T05:00:00Z"))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("is held by i-0bbb (epoch 8, since 2026-11-23T04:00:00Z)")
                .hasMessageContaining(
                        "this worker is i-0aaa with epoch 7: a later launch took the volume over. Stop this");
        assertThat(claim("i-0bbb", 8, "2026-11-23T06:00:00Z").lost()).isNull();
    }

    @Test
    void aSecondOwnerOfTheSameEpochIsRefused() throws Exception {
        claim("i-0aaa", 7, "2026-11-23T03:00:00Z");

        assertThatThrownBy(() -> claim("i-0bbb", 7, "2026-11-23T04:00:00Z"))
                .hasMessageContaining("is held by i-0aaa (epoch 7, since 2026-11-23T03:00:00Z)")
                .hasMessageContaining("two launches of one slot must not share an epoch");
    }

    @Test
    void anotherSlotsFenceIsRefusedWhateverItsEpoch() throws Exception {
        claim("i-0aaa", 7, "2026-11-23T03:00:00Z");

        assertThatThrownBy(() -> Fence.claim(
                        directory, new VolumeMark("shop", "worker-3"), new FenceConfig("i-0ccc", 9), Clock.systemUTC()))
                .hasMessageContaining("is that of worker-2 of deployment shop, this worker is worker-3");
    }

    @Test
    void aRecordThatCannotBeReadIsNotOverwritten() throws Exception {
        Files.writeString(file(), "{\"format\":2}");

        assertThatThrownBy(() -> claim("i-0aaa", 7, "2026-11-23T03:00:00Z"))
                .hasMessageContaining("its format is 2, this program knows 1");
        assertThat(file()).hasContent("{\"format\":2}");
    }

    @Test
    void whatAClaimKilledHalfwayLeftBehindIsNoClaim() throws Exception {
        claim("i-0aaa", 7, "2026-11-23T03:00:00Z");
        Files.writeString(directory.resolve("seawall-fence.json.new"), "{\"format\":1,\"depl");

        assertThat(claim("i-0aaa", 7, "2026-11-23T04:00:00Z").held().epoch()).isEqualTo(7);
        assertThat(claim("i-0bbb", 8, "2026-11-23T05:00:00Z").held().epoch()).isEqualTo(8);
    }

    @Test
    void aFenceThatIsGoneOrOverwrittenIsLost() throws Exception {
        Fence fence = claim("i-0aaa", 7, "2026-11-23T03:00:00Z");

        Files.writeString(file(), "scribble");
        assertThat(fence.lost()).contains("cannot be read any more: it is not JSON");
        Files.delete(file());
        assertThat(fence.lost()).contains("is gone: the volume is no longer mounted there");
    }
}
