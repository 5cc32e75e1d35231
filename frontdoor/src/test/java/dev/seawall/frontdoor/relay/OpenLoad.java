package dev.seawall.frontdoor.relay;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.client.HttpClient;

/**
 * Requests that come at their rate whatever becomes of those before.
 *
 * <p>Thread rule: one thread offers; answers come from the client's threads.
 */
final class OpenLoad {
    private final HttpClient client;
    private final String uri;
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /** @param status 0 when there was none */
    private record Outcome(int status, long elapsedNanos) {}

    OpenLoad(HttpClient client, String uri) {
        this.client = client;
        this.uri = uri;
    }

    /** Sends for a time; forgets what was before. */
    void offer(double perSecond, double seconds) {
        outcomes.clear();
        long begun = System.nanoTime();
        for (int i = 0; i < perSecond * seconds; i++) {
            long due = begun + (long) (i / perSecond * 1e9);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.min(due - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(2)));
            }
            client.newRequest(uri).timeout(10, TimeUnit.SECONDS).send(result -> {
                if (result.isFailed()) {
                    failures.add(String.valueOf(result.getFailure()));
                }
                outcomes.add(
                        new Outcome(result.isFailed() ? 0 : result.getResponse().getStatus(), System.nanoTime() - due));
            });
        }
    }

    /** How many were answered 200 within a time. */
    long answered(long withinMillis) {
        return outcomes.stream()
                .filter(each -> each.status == 200 && each.elapsedNanos <= withinMillis * 1_000_000)
                .count();
    }

    /** How many were answered otherwise. */
    long count(int status) {
        return outcomes.stream().filter(each -> each.status == status).count();
    }

    /** What became of those that were not answered at all. */
    Collection<String> failures() {
        return failures;
    }

    double medianMillis() {
        long[] sorted = outcomes.stream()
                .filter(each -> each.status == 200)
                .mapToLong(Outcome::elapsedNanos)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2] / 1e6;
    }
}
