package dev.seawall.frontdoor.knobs;

import java.time.Instant;

/**
 * A line of the audit, {@code knobs.log}. Immutable.
 *
 * @param what {@code set}, {@code cleared}, {@code expired}, or {@code restored} after a restart
 * @param before its value until then
 * @param from when it was set
 * @param until when it ends, or would have
 */
record KnobChange(
        Instant at,
        String knob,
        String what,
        String before,
        String value,
        String who,
        String why,
        Instant from,
        Instant until) {

    String sentence(String observer) {
        return observer + ": the knob " + knob + " is " + what + ", from " + before + " to " + value + " (" + who
                + ", for \"" + why + "\", until " + until + ")";
    }
}
