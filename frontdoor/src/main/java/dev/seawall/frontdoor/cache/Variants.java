package dev.seawall.frontdoor.cache;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one target: its answers, the newest first, and whether they have proved not to be kept. Immutable.
 *
 * @param passedUntilNanos until when nobody waits for another's answer; only if {@code passed}
 */
record Variants(List<StoredAnswer> answers, boolean passed, long passedUntilNanos) {
    /** So that no target can take all of the memory by a field that differs in every request. */
    private static final int MOST = 16;

    private static final int OWN_BYTES = 160;
    static final Variants NONE = new Variants(List.of(), false, 0);

    /** The newest that suits a request with such fields. */
    @Nullable
    StoredAnswer select(HttpFields request) {
        for (StoredAnswer answer : answers) {
            if (answer.suits(request)) {
                return answer;
            }
        }
        return null;
    }

    boolean isPassed(long nowNanos) {
        return passed && nowNanos - passedUntilNanos < 0;
    }

    Variants with(StoredAnswer newest, long mostBytes) {
        List<StoredAnswer> kept = new ArrayList<>();
        kept.add(newest);
        long weight = newest.weight();
        for (StoredAnswer answer : answers) {
            weight += answer.weight();
            if (!newest.replaces(answer) && kept.size() < MOST && weight <= mostBytes) {
                kept.add(answer);
            }
        }
        return new Variants(List.copyOf(kept), false, 0);
    }

    Variants without(StoredAnswer gone) {
        return new Variants(
                answers.stream().filter(answer -> !gone.replaces(answer)).toList(), passed, passedUntilNanos);
    }

    Variants passedUntil(long nanos) {
        return new Variants(answers, true, nanos);
    }

    boolean isEmpty() {
        return answers.isEmpty() && !passed;
    }

    /** The request fields that the newest was chosen by. */
    List<String> varying() {
        return answers.isEmpty() ? List.of() : answers.getFirst().varying();
    }

    int weight(String target) {
        long weight = OWN_BYTES + 2L * target.length();
        for (StoredAnswer answer : answers) {
            weight += answer.weight();
        }
        return (int) Math.min(weight, Integer.MAX_VALUE);
    }
}
