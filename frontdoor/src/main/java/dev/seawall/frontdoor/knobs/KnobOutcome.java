package dev.seawall.frontdoor.knobs;

import org.jspecify.annotations.Nullable;

/** What became of a change that somebody asked for. Immutable. */
public sealed interface KnobOutcome {

    /**
     * It holds.
     *
     * @param remark what did not work beside that, as a sentence; null when all did
     */
    record Done(KnobFacts knob, @Nullable String remark) implements KnobOutcome {}

    /** There is no such knob; nothing was changed. */
    record Unknown(String detail) implements KnobOutcome {}

    /** It breaks a rule, which is told; nothing was changed. */
    record Refused(String detail) implements KnobOutcome {}
}
