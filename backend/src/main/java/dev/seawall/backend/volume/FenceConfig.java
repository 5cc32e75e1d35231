package dev.seawall.backend.volume;

import dev.seawall.backend.config.Rules;

/**
 * Who claims the volume. Immutable.
 *
 * @param owner the instance's id or the host's name
 * @param epoch grows with every launch of the slot: the highest one owns the volume
 */
public record FenceConfig(String owner, long epoch) {
    public FenceConfig {
        new Rules()
                .host("owner", owner)
                .between("epoch", epoch, 1, Long.MAX_VALUE)
                .check();
    }
}
