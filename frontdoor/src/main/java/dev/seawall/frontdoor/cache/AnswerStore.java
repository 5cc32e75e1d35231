package dev.seawall.frontdoor.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Answers by target, in so many bytes: what is asked for least makes room (W-TinyLFU, Einziger et al., <i>TinyLFU: A
 * Highly Efficient Cache Admission Policy</i>, 2017), so a client that asks for ever new targets displaces nothing
 * that others ask for.
 *
 * <p>Thread rule: thread-safe; reading takes no lock, writing one for the target.
 */
final class AnswerStore {
    /** A power of two: how many counters all targets share. */
    private static final int EPOCHS = 1024;

    private final Cache<String, Variants> answers;
    private final AtomicIntegerArray epochs = new AtomicIntegerArray(EPOCHS);
    private final LongAdder evictions = new LongAdder();
    private final long mostBytesOfOne;

    AnswerStore(long bytes) {
        // A quarter of it, below what Caffeine can weigh one at.
        mostBytesOfOne = Math.min(bytes / 4, 1 << 30);
        answers = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((String target, Variants variants) -> variants.weight(target))
                .evictionListener((target, variants, cause) -> evictions.increment())
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    Variants get(String target) {
        return answers.getIfPresent(target);
    }

    /** Whether nothing has changed since {@code known} was got. */
    @SuppressWarnings("ReferenceEquality") // They are replaced, never changed.
    boolean isStill(String target, @Nullable Variants known) {
        return answers.getIfPresent(target) == known;
    }

    /** Changes whenever the target is invalidated, and now and then when another is. */
    int epoch(String target) {
        return epochs.get(slot(target));
    }

    private static int slot(String target) {
        int hash = target.hashCode();
        return (hash ^ (hash >>> 16)) & (EPOCHS - 1);
    }

    /**
     * Keeps an answer unless its target was invalidated since.
     *
     * @param epoch when it was asked for
     */
    boolean put(String target, StoredAnswer answer, int epoch) {
        if (epoch(target) != epoch) {
            return false;
        }
        answers.asMap()
                .compute(target, (same, known) -> (known == null ? Variants.NONE : known).with(answer, mostBytesOfOne));
        if (epoch(target) != epoch) {
            answers.invalidate(target);
            return false;
        }
        return true;
    }

    void remove(String target, StoredAnswer gone) {
        answers.asMap().computeIfPresent(target, (same, known) -> {
            Variants left = known.without(gone);
            return left.isEmpty() ? null : left;
        });
    }

    /** Nobody is to wait for another's answer for a while. */
    void pass(String target, long untilNanos) {
        answers.asMap()
                .compute(target, (same, known) -> (known == null ? Variants.NONE : known).passedUntil(untilNanos));
    }

    void invalidate(String target) {
        epochs.incrementAndGet(slot(target));
        answers.invalidate(target);
    }

    long bytes() {
        return answers.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    long evictions() {
        return evictions.sum();
    }
}
