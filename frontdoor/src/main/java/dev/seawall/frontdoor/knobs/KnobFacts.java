package dev.seawall.frontdoor.knobs;

import org.jspecify.annotations.Nullable;

/**
 * How one knob stands. Immutable.
 *
 * @param values that it may have
 * @param normal its value when it is not set
 * @param value its value now
 * @param set null when it is not set
 */
public record KnobFacts(
        String name,
        String does,
        String values,
        String normal,
        String value,
        @Nullable Setting set) {

    static KnobFacts of(BoundKnob bound, @Nullable Setting set) {
        return new KnobFacts(
                bound.knob().name(),
                bound.knob().does(),
                bound.knob().values().range(),
                bound.normalText(),
                set == null ? bound.normalText() : set.value(),
                set);
    }

    /** {@code front-door-1 has the knob guard at off instead of on until …: alice set it at …, for "a load test"}. */
    public String sentence(String observer) {
        String where = observer + " has the knob " + name + " at " + value;
        return set == null
                ? where
                : where + " instead of " + normal + " until " + set.until() + ": " + set.owner() + " set it at "
                        + set.from() + ", for \"" + set.reason() + '"';
    }
}
