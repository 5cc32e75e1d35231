package dev.seawall.frontdoor.knobs;

import org.jspecify.annotations.Nullable;

/** What a knob may be set to, as text for people and as a number for the part that it belongs to. Immutable. */
public sealed interface Values {
    long ON = 1;
    long OFF = 0;

    /** The number that a text stands for; null when it is none of these values. */
    @Nullable
    Long read(String text);

    /** A value as {@link #read} takes it. */
    String text(long value);

    /** All of them, as in docs/operations.md. */
    String range();

    /** On or off. */
    record Switch() implements Values {
        @Override
        public @Nullable Long read(String text) {
            return switch (text) {
                case "on" -> ON;
                case "off" -> OFF;
                default -> null;
            };
        }

        @Override
        public String text(long value) {
            return value == OFF ? "off" : "on";
        }

        @Override
        public String range() {
            return "on or off";
        }
    }

    /** Whole numbers, the ends included. */
    record Whole(long least, long most, String unit) implements Values {
        private static final int MOST_DIGITS = 12;

        @Override
        public @Nullable Long read(String text) {
            if (!text.matches("[0-9]{1," + MOST_DIGITS + "}")) {
                return null;
            }
            long value = Long.parseLong(text);
            return value < least || value > most ? null : value;
        }

        @Override
        public String text(long value) {
            return Long.toString(value);
        }

        @Override
        public String range() {
            return least + " to " + most + " " + unit;
        }
    }
}
