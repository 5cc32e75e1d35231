package dev.seawall.deploy.flood.attack;

import java.util.random.RandomGenerator;

/** The times between arrivals of a Poisson process, which has no memory: exponentially distributed. Not thread-safe. */
final class Arrivals {
    private final double meanNanos;
    private final RandomGenerator random;

    Arrivals(double perSecond, RandomGenerator random) {
        meanNanos = 1e9 / perSecond;
        this.random = random;
    }

    double nextGapNanos() {
        return -meanNanos * Math.log(1 - random.nextDouble());
    }
}
