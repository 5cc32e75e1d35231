package dev.seawall.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.backend.admin.AdminConfig;
import dev.seawall.backend.api.DrainConfig;
import dev.seawall.backend.api.HttpConfig;
import dev.seawall.backend.config.ConfigException;
import dev.seawall.backend.store.rocks.StoreConfig;
import dev.seawall.backend.volume.FenceConfig;
import dev.seawall.backend.volume.ProbeConfig;
import dev.seawall.backend.volume.VolumeConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendConfigTest {
    private static final Path REFERENCE = Path.of("../docs/reference/backend.yaml");
    private static final String REQUIRED = """
            name: worker-1
            deployment: shop
            http: {host: 127.0.0.1, port: 9001}
            admin: {host: 127.0.0.1, port: 9101}
            data: data
            """;

    private static BackendConfig parse(String yaml) {
        return BackendConfig.parse(yaml, Path.of("../docs/reference").toAbsolutePath());
    }

    @Test
    void theManualListsEveryKeyWithItsDefault() {
        BackendConfig manual = BackendConfig.load(REFERENCE);

        assertThat(manual).isEqualTo(parse(REQUIRED));
        assertThat(manual)
                .isEqualTo(new BackendConfig(
                        "worker-1",
                        "shop",
                        new HttpConfig("127.0.0.1", 9001),
                        null,
                        new AdminConfig("127.0.0.1", 9101),
                        false,
                        Path.of("../docs/reference/data").toAbsolutePath(),
                        new StoreConfig(32 << 10, 5L << 30, 64 << 20),
                        null,
                        new ProbeConfig(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(5)),
                        Duration.ofSeconds(30),
                        new DrainConfig(Duration.ofSeconds(30))));
    }

    @Test
    void allProblemsAreReportedTogetherWithTheirLines() {
        String yaml = """
                name: Worker 1
                deployment: shop
                http: {host: 8.8.8.8, port: 70000}
                admin: {host: 0.0.0.0, port: 9101}
                data: data
                store: {inlineBytes: 2MiB}
                idleTimeout: soon
                colour: red
                """;

        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("line 3: http.port must be")
                .hasMessageContaining("line 6: store.inlineBytes must be between 0B and 1MiB, not 2MiB")
                .hasMessageContaining("line 7: idleTimeout must be a duration")
                .hasMessageContaining("line 8: colour is no key here");
    }

    @Test
    void aVolumeNeedsAnIdAndAFence() {
        var volume = parse(REQUIRED + "volume: {id: vol-0123456789abcdef0, fence: {owner: i-0a, epoch: 1795000000123}}")
                .volume();

        assertThat(volume)
                .isEqualTo(new VolumeConfig("vol-0123456789abcdef0", new FenceConfig("i-0a", 1_795_000_000_123L)));
        assertThatThrownBy(() -> parse(REQUIRED + "volume: {id: vol-0123456789abcdef0}"))
                .hasMessageContaining("volume.fence is required");
        assertThatThrownBy(() -> parse(REQUIRED + "volume: {id: /dev/sda, fence: {owner: i-0a, epoch: 1}}"))
                .hasMessageContaining("volume.id must be a volume id such as");
        assertThatThrownBy(() -> parse(REQUIRED + "volume: {id: vol-01234567, fence: {owner: i-0a, epoch: 0}}"))
                .hasMessageContaining("volume.fence.epoch must be between 1 and");
        assertThatThrownBy(() -> parse(REQUIRED + "probe: {slow: 6s}"))
                .hasMessageContaining("probe.slow must not be longer than stuck");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "'::'", "8.8.8.8", "'2001:db8::1'", "100.64.0.1"})
    void anAddressThatIsNotPrivateIsRefusedUnlessAllowed(String host) {
        String yaml = REQUIRED.replaceFirst("127.0.0.1", host);

        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.host must be a private address");
        assertThat(parse(yaml + "allowPublicBind: true").allowPublicBind()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.1.1", "'::1'", "'fd00::1'"})
    void aPrivateAddressIsTaken(String host) {
        assertThat(parse(REQUIRED.replaceFirst("127.0.0.1", host)).http().port())
                .isEqualTo(9001);
    }

    @Test
    void bothPortsMustDiffer() {
        assertThatThrownBy(() -> parse(REQUIRED.replace("9101", "9001"))).hasMessageContaining("admin must differ");
        assertThat(parse(REQUIRED.replace("9101", "0").replace("9001", "0"))
                        .http()
                        .port())
                .isZero();
    }
}
