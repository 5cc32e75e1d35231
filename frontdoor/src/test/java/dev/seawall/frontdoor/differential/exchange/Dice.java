package dev.seawall.frontdoor.differential.exchange;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Everything that an exchange leaves to chance: the same seed and number give the same exchange, whatever came before.
 *
 * <p>Thread rule: for one thread.
 */
final class Dice {
    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -_=+;:,/\r\n\u00E9\u0000";

    private final SplittableRandom random;

    Dice(long seed, int number) {
        random = new SplittableRandom(seed * 1_000_003 + number);
    }

    /** From 0 up to but without {@code bound}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    boolean oneIn(int n) {
        return below(n) == 0;
    }

    String of(String... choices) {
        return choices[below(choices.length)];
    }

    int of(int... choices) {
        return choices[below(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Content of so many bytes: line ends, control characters and bytes above ASCII among them. */
    String content(int length) {
        int period = Math.min(length, 997);
        StringBuilder text = new StringBuilder(period);
        for (int i = 0; i < period; i++) {
            text.append(LETTERS.charAt(below(LETTERS.length())));
        }
        return period == 0 ? "" : text.toString().repeat(length / period + 1).substring(0, length);
    }
}
