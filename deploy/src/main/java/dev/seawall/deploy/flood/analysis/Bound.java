package dev.seawall.deploy.flood.analysis;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a measured value may go for a claim to be held, and how far to be merely degraded. Immutable.
 *
 * @param held the claim's own limit
 * @param degraded the limit beyond which the claim is denied
 */
record Bound(Measure measure, Side side, double held, double degraded) {
    enum Side {
        AT_LEAST("at least"),
        AT_MOST("at most");

        private final String words;

        Side(String words) {
            this.words = words;
        }
    }

    static Bound atLeast(Measure measure, double held, double degraded) {
        return new Bound(measure, Side.AT_LEAST, held, degraded);
    }

    static Bound atMost(Measure measure, double held, double degraded) {
        return new Bound(measure, Side.AT_MOST, held, degraded);
    }

    Verdict judge(double value) {
        if (within(value, held)) {
            return Verdict.HELD;
        }
        return within(value, degraded) ? Verdict.DEGRADED : Verdict.DENIED;
    }

    /** What was seen beside what was claimed, such as {@code 98% of the quiet fsyncs per second (claimed: at least 90%)}. */
    String sentence(double value) {
        boolean close = !within(value, held) && measure.number(value).equals(measure.number(held));
        return measure.say(value) + (close ? ", just beyond it" : "") + " (claimed: " + side.words + " "
                + measure.number(held) + ")";
    }

    /** Why a cell's value can't be judged. */
    Optional<String> lacking(Cell cell, Trust trust) {
        OptionalDouble value = measure.of(cell);
        if (value.isEmpty()) {
            return Optional.of("nothing to compare with: " + measure.lacking());
        }
        return measure.fewSamples(cell, trust);
    }

    private boolean within(double value, double limit) {
        return side == Side.AT_LEAST ? value >= limit : value <= limit;
    }
}
