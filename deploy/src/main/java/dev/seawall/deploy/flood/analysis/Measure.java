package dev.seawall.deploy.flood.analysis;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A number of a cell about which something is claimed. */
enum Measure {
    FSYNCS_KEPT {
        @Override
        @Nullable
        Double value(Cell cell) {
            return cell.storage() == null ? null : cell.storage().kept();
        }

        @Override
        String say(double value) {
            return number(value) + " of the quiet fsyncs per second";
        }

        @Override
        String number(double value) {
            return Words.percent(value);
        }

        @Override
        String lacking() {
            return "no fsyncs were measured, or none in quiet windows of the same topology";
        }

        // A rate needs no samples of its own: that there are few is what it says. The quiet side has to have them.
        @Override
        Optional<String> fewSamples(Cell cell, Trust trust) {
            return quiet(cell, trust.leastForMedian());
        }
    },
    FSYNC_P50 {
        @Override
        @Nullable
        Double value(Cell cell) {
            return cell.storage() == null ? null : cell.storage().p50Ratio();
        }

        @Override
        String say(double value) {
            return "median fsync " + number(value) + " the quiet one";
        }

        @Override
        Optional<String> fewSamples(Cell cell, Trust trust) {
            return both(cell, trust.leastForMedian());
        }
    },
    FSYNC_P99 {
        @Override
        @Nullable
        Double value(Cell cell) {
            return cell.storage() == null ? null : cell.storage().p99Ratio();
        }

        @Override
        String say(double value) {
            return "p99 fsync " + number(value) + " the quiet one";
        }

        @Override
        Optional<String> fewSamples(Cell cell, Trust trust) {
            return both(cell, trust.leastForP99());
        }
    },
    OTHERS_ANSWERED {
        @Override
        @Nullable
        Double value(Cell cell) {
            return cell.doors(false)
                    .map(Served::answeredShare)
                    .min(Double::compare)
                    .orElse(null);
        }

        @Override
        String say(double value) {
            return number(value) + " of the polite requests answered by the other front door";
        }

        @Override
        String number(double value) {
            return Words.percent(value);
        }

        @Override
        String lacking() {
            return "no polite requests went to a front door that was not attacked";
        }

        @Override
        Optional<String> fewSamples(Cell cell, Trust trust) {
            long due = cell.doors(false).mapToLong(Served::due).sum();
            return due < trust.leastForP99()
                    ? Optional.of("only " + due + " polite requests were due")
                    : Optional.empty();
        }
    };

    abstract @Nullable Double value(Cell cell);

    OptionalDouble of(Cell cell) {
        Double seen = value(cell);
        return seen == null ? OptionalDouble.empty() : OptionalDouble.of(seen);
    }

    abstract String say(double value);

    /** Why a cell has too few samples to speak of it, if it has. */
    abstract Optional<String> fewSamples(Cell cell, Trust trust);

    String number(double value) {
        return Words.ratio(value);
    }

    String lacking() {
        return "no fsync came back, or none in quiet windows of the same topology";
    }

    private static Optional<String> both(Cell cell, long least) {
        Storage storage = cell.storage();
        long samples = storage == null ? 0 : samples(storage.latency());
        return samples < least
                ? Optional.of("only " + Words.count(samples, "fsync") + " came back, " + least + " are needed")
                : quiet(cell, least);
    }

    private static Optional<String> quiet(Cell cell, long least) {
        Storage storage = cell.storage();
        long samples = storage == null || storage.quiet() == null
                ? 0
                : samples(storage.quiet().latency());
        return samples < least
                ? Optional.of("only " + Words.count(samples, "quiet fsync") + ", " + least + " are needed")
                : Optional.empty();
    }

    private static long samples(@Nullable Durations latency) {
        return latency == null ? 0 : latency.samples();
    }
}
