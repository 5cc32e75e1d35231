package dev.seawall.deploy.ec2;

import dev.seawall.deploy.ec2.StepListener.Stand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Steps that wait for one another; those that don't, run side by side, each on a virtual thread of its own. After the
 * first failure no further step begins, and those under way end first: what was begun is known. To be filled and run by
 * one thread.
 */
final class StepGraph {
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final StepListener listener;
    private final LongSupplier nanoTime;
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    private record Step(Set<String> after, String doing, Supplier<String> work) {}

    StepGraph(StepListener listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /**
     * @param after the steps that come first; those which aren't in the graph are not waited for
     * @param doing such as {@code creating}
     * @param work gives what was done, such as {@code created vpc-0123}
     */
    void add(String name, Collection<String> after, String doing, Supplier<String> work) {
        if (steps.put(name, new Step(Set.copyOf(after), doing, work)) != null) {
            throw new IllegalArgumentException("there are two steps " + name);
        }
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Returns when all is done; the failure it may end with tells all that was observed. */
    void run() {
        try (ExecutorService threads = Threads.perTask()) {
            Map<String, CompletableFuture<Void>> running = new LinkedHashMap<>();
            while (running.size() < steps.size()) {
                int before = running.size();
                steps.forEach((name, step) -> begin(name, step, running, threads));
                if (running.size() == before) {
                    throw new IllegalStateException("steps wait for each other: " + steps.keySet());
                }
            }
            running.values().forEach(CompletableFuture::join);
        }
        if (!failures.isEmpty()) {
            throw new CloudFailure(String.join("\n", failures));
        }
    }

    private void begin(String name, Step step, Map<String, CompletableFuture<Void>> running, ExecutorService threads) {
        List<CompletableFuture<Void>> before = new ArrayList<>();
        for (String other : step.after()) {
            var future = running.get(other);
            if (future == null && steps.containsKey(other)) {
                return;
            }
            if (future != null) {
                before.add(future);
            }
        }
        running.computeIfAbsent(name, n -> CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
                .thenRunAsync(() -> carryOut(n, step), threads));
    }

    private void carryOut(String name, Step step) {
        if (!failures.isEmpty()) {
            return;
        }
        long began = nanoTime.getAsLong();
        listener.says(name, Stand.STARTED, step.doing());
        try {
            String done = step.work().get();
            listener.says(name, Stand.DONE, done + " in " + seconds(began));
        } catch (CloudFailure e) {
            fail(name, e);
        } catch (SdkException e) {
            fail(name, AwsErrors.failure("carry out the step " + name, e));
        } catch (RuntimeException e) {
            failures.add(name + ": " + e);
            listener.says(name, Stand.FAILED, "failed after " + seconds(began));
            throw e;
        }
    }

    private void fail(String name, CloudFailure failure) {
        String sentence = String.valueOf(failure.getMessage());
        failures.add(name + ": " + sentence);
        listener.says(name, Stand.FAILED, sentence.lines().findFirst().orElse("failed"));
    }

    private String seconds(long began) {
        return String.format(
                Locale.ROOT,
                "%.1f s",
                Duration.ofNanos(nanoTime.getAsLong() - began).toMillis() / 1000.0);
    }
}
