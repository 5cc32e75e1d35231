package dev.seawall.frontdoor.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The cache's settings, which are none unless asked for. */
class CacheConfigTest {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final CacheConfig DEFAULTS = new CacheConfig(64 << 20, 1 << 20, Duration.ofHours(1));

    @Test
    void theReferenceFileShowsWhatItWouldBe() throws IOException {
        String reference = Files.readString(Path.of("..", "docs", "reference", "frontdoor.yaml"));
        String used = reference.replaceAll("(?m)^# (cache:|  bytes:|  objectBytes:|  staleIfUnreachable:)", "$1");

        assertThat(FrontDoorConfig.parse(reference, HERE).cache()).isNull();
        assertThat(FrontDoorConfig.parse(used, HERE).cache()).isEqualTo(DEFAULTS);
        assertThat(FrontDoorConfig.parse(reference + "\ncache: {}\n", HERE).cache())
                .isEqualTo(DEFAULTS);
    }
}
