package dev.seawall.deploy.ec2;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Waits for what EC2 does in its own time: asks again and again, each question at its own pace, until a limit. An
 * interrupt ends it with a {@link CloudFailure}. Thread-safe.
 */
record Waiting(Timing timing, LongSupplier nanoTime) {

    /** Asks until the answer is as hoped; the failure says {@code what} and shows the last answer. */
    <T> T until(String what, Duration limit, Supplier<T> question, Predicate<T> hoped) {
        long began = nanoTime.getAsLong();
        while (true) {
            T answer = question.get();
            if (hoped.test(answer)) {
                return answer;
            }
            if (nanoTime.getAsLong() - began > limit.toNanos()) {
                throw new CloudFailure("waited " + limit.toSeconds() + " s for " + what + "; seen last: " + answer
                        + "\nThe same command again goes on from here");
            }
            pause();
        }
    }

    /** Asks until it is so; false when it still isn't after the limit. */
    boolean within(Duration limit, BooleanSupplier question) {
        long began = nanoTime.getAsLong();
        while (!question.getAsBoolean()) {
            if (nanoTime.getAsLong() - began > limit.toNanos()) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** Calls again while a failure is one that passes; the failure it ends with is the last. */
    <T> T retrying(Duration limit, Predicate<Throwable> passes, Supplier<T> call) {
        long began = nanoTime.getAsLong();
        while (true) {
            try {
                return call.get();
            } catch (SdkException e) {
                if (!passes.test(e) || nanoTime.getAsLong() - began > limit.toNanos()) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** For a call about something that we have just made ourselves: EC2 may not know it everywhere yet. */
    <T> T visible(Supplier<T> call) {
        return retrying(timing.visible(), AwsErrors::isNotFound, call);
    }

    void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(timing.poll().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudFailure("interrupted", e);
        }
    }

    /** What a task gave; what it threw is the cause of a {@link CompletionException}. */
    static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudFailure("interrupted", e);
        } catch (ExecutionException e) {
            throw new CompletionException(
                    e.getCause() instanceof CompletionException nested ? nested.getCause() : e.getCause());
        }
    }
}
