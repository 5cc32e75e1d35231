package dev.seawall.frontdoor.bench.overload;

import java.util.Random;

/**
 * How long each request takes: half of the mean always, the other half drawn from an exponential distribution. Drawn from
 * a deck of its quantiles, shuffled anew each time it is used up, so that a capacity measured in seconds is exact.
 *
 * <p>Thread rule: not thread-safe, {@link Places} holds its lock.
 */
final class ServiceTimes {
    private static final int DECK = 50;

    private final double[] deck = new double[DECK];
    private final Random random;
    private int next = DECK;

    ServiceTimes(double meanNanos, long seed) {
        random = new Random(seed);
        double sum = 0;
        for (int i = 0; i < DECK; i++) {
            deck[i] = -Math.log(1 - (i + 0.5) / DECK);
            sum += deck[i];
        }
        for (int i = 0; i < DECK; i++) {
            deck[i] = meanNanos / 2 * (1 + deck[i] * DECK / sum);
        }
    }

    double next() {
        if (next == DECK) {
            shuffle();
            next = 0;
        }
        return deck[next++];
    }

    private void shuffle() {
        for (int i = DECK - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double kept = deck[i];
            deck[i] = deck[other];
            deck[other] = kept;
        }
    }
}
