package dev.seawall.frontdoor.bench.overload;

import java.util.Random;

/**
 * When requests come, whatever becomes of those before: a Poisson process whose rate changes from phase to phase. The
 * same for every contender: the seed is fixed.
 *
 * <p>Thread rule: not thread-safe.
 */
final class Arrivals {
    /** Of the requests; the rest is normal traffic. */
    static final double URGENT_SHARE = 0.05;

    private static final double NANOS = 1e9;

    private final Random random = new Random(6);
    private final String[] phases;
    private final int workers;
    private int phase = -1;
    private double phaseEnds;
    private double rate;
    private double due;

    /** @param phases as {@link Course#arguments} writes them */
    Arrivals(String phases, int workers) {
        this.phases = phases.split(",", -1);
        this.workers = workers;
        enterNextPhase();
    }

    /** When the next one is due, in nanoseconds from the begin; negative once there are no more. */
    long next() {
        while (phase < phases.length) {
            due += rate == 0 ? Double.POSITIVE_INFINITY : -Math.log(1 - random.nextDouble()) / rate;
            if (due < phaseEnds) {
                return (long) (due * NANOS);
            }
            due = phaseEnds;
            enterNextPhase();
        }
        return -1;
    }

    private void enterNextPhase() {
        phase++;
        if (phase < phases.length) {
            String[] secondsAndRate = phases[phase].split(":", -1);
            phaseEnds = due + Double.parseDouble(secondsAndRate[0]);
            rate = Double.parseDouble(secondsAndRate[1]);
        }
    }

    /** An index of {@link Target#ALL}. */
    int target() {
        return 2 * random.nextInt(workers) + (random.nextDouble() < URGENT_SHARE ? 1 : 0);
    }
}
