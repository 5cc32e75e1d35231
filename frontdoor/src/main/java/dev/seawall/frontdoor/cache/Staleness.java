package dev.seawall.frontdoor.cache;

import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemType;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Whether an answer that should be validated may be served because it can't be (RFC 9111 §4.2.4, RFC 5861). Stateless. */
final class Staleness {
    private static final Set<ProblemType> UNREACHABLE = Set.of(
            ProblemType.WORKER_UNREACHABLE,
            ProblemType.WORKER_BROKE_OFF,
            ProblemType.WORKER_SILENT,
            ProblemType.OVERLOADED);

    private Staleness() {}

    /** Its worker answered that it failed. */
    static boolean afterError(StoredAnswer kept, long nowNanos) {
        long left = kept.leftSeconds(nowNanos);
        return left > 0 || -left < kept.freshness().ifErrorSeconds();
    }

    /**
     * There was no answer.
     *
     * @param most beyond its freshness, by configuration; counts where the worker does not forbid it
     */
    static boolean afterProblem(StoredAnswer kept, Problem problem, long nowNanos, Duration most) {
        if (!UNREACHABLE.contains(problem.type())) {
            return false;
        }
        Freshness freshness = kept.freshness();
        boolean forbidden = freshness.strict() || freshness.shared();
        return afterError(kept, nowNanos) || (!forbidden && -kept.leftSeconds(nowNanos) < most.toSeconds());
    }

    /** {@code worker-unreachable}. */
    static String label(Problem problem) {
        return problem.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
