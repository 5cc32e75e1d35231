package dev.seawall.frontdoor.knobs;

import java.time.Instant;

/**
 * What a knob was set to, by whom, why and until when; also a line of {@code knobs.json}. Immutable.
 *
 * @param value as {@link Values#text} writes it
 */
public record Setting(String knob, String value, String owner, String reason, Instant from, Instant until) {
    boolean isOver(Instant now) {
        return !until.isAfter(now);
    }
}
