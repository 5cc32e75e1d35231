package dev.seawall.backend.volume;

import dev.seawall.backend.config.Rules;
import java.util.regex.Pattern;

/**
 * Which volume the data directory must be a mount of, and for whom it is claimed. Immutable.
 *
 * @param id as EC2 names it, {@code vol-0123456789abcdef0}
 */
public record VolumeConfig(String id, FenceConfig fence) {
    /** 17 digits since 2018, 8 before. */
    private static final Pattern ID = Pattern.compile("vol-([0-9a-f]{8}|[0-9a-f]{17})");

    public VolumeConfig {
        new Rules()
                .that(
                        ID.matcher(id).matches(),
                        "id",
                        "must be a volume id such as vol-0123456789abcdef0, not \"" + id + '"')
                .check();
    }
}
