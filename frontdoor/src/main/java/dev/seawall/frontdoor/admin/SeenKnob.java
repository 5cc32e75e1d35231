package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.knobs.KnobFacts;
import dev.seawall.frontdoor.knobs.Setting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A knob that is not at its default among the observations (docs/protocol.md section 8): what its part would do now is
 * unknown. Immutable.
 */
record SeenKnob(
        String observer,
        String subject,
        String outcome,
        @Nullable Instant at,
        Facts knob,
        String sentence) {

    /** What stands where, instead of what, and until when. */
    record Facts(
            String name,
            String value,
            String normal,
            @Nullable Instant until) {}

    static SeenKnob of(String observer, KnobFacts seen) {
        Setting set = seen.set();
        return new SeenKnob(
                observer,
                "knob",
                "unknown",
                set == null ? null : set.from(),
                new Facts(seen.name(), seen.value(), seen.normal(), set == null ? null : set.until()),
                seen.sentence(observer));
    }
}
