package dev.seawall.frontdoor.knobs;

import java.util.function.LongConsumer;

/**
 * A knob and what it moves. Immutable.
 *
 * @param normal its value when it is not set
 * @param effect takes a value into use; never blocks, never calls back
 */
public record BoundKnob(Knob knob, long normal, LongConsumer effect) {

    /** A switch, which is on when it is not set. */
    public static BoundKnob of(Knob knob, SwitchEffect effect) {
        return new BoundKnob(knob, Values.ON, value -> effect.accept(value != Values.OFF));
    }

    String normalText() {
        return knob.values().text(normal);
    }

    /** Takes a value into use that was found right before. */
    void apply(String text) {
        Long value = knob.values().read(text);
        effect.accept(value == null ? normal : value);
    }

    /** Turns a part on or off. */
    @FunctionalInterface
    public interface SwitchEffect {
        void accept(boolean isOn);
    }
}
