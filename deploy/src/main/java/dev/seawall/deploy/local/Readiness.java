package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.Component;
import dev.seawall.deploy.local.ProcessStarter.Started;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits until components do what they were started for: first each says it is ready on its admin port, then a real
 * request goes through. Not thread-safe.
 */
final class Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 100;

    private final ProcessStarter starter;
    private final Progress progress;
    private final LongSupplier nanoTime;

    Readiness(ProcessStarter starter, Progress progress, LongSupplier nanoTime) {
        this.starter = starter;
        this.progress = progress;
        this.nanoTime = nanoTime;
    }

    void await(List<Started> started) throws LocalFailure, InterruptedException {
        long began = nanoTime.getAsLong();
        var waiting = new ArrayList<>(started);
        Map<String, String> lastAnswers = new HashMap<>();
        while (!waiting.isEmpty()) {
            var iterator = waiting.iterator();
            while (iterator.hasNext()) {
                var one = iterator.next();
                String name = one.component().name();
                String reason = notReady(one);
                if (reason == null) {
                    progress.says(name, "ready after " + Elapsed.since(began, nanoTime.getAsLong()));
                    iterator.remove();
                } else {
                    lastAnswers.put(name, reason);
                }
            }
            if (!waiting.isEmpty()) {
                giveUpAfterLimit(began, waiting, lastAnswers);
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    /** Null when it is. */
    private @Nullable String notReady(Started one) throws LocalFailure {
        if (!one.process().isAlive()) {
            throw new LocalFailure(starter.obituary(one));
        }
        try {
            var answer = new AdminClient().get(one.component().admin(), "/-/ready");
            return answer.status() == 200
                    ? null
                    : answer.status() + " " + answer.body().strip();
        } catch (IOException e) {
            return AdminClient.reason(e);
        }
    }

    private void giveUpAfterLimit(long began, List<Started> waiting, Map<String, String> lastAnswers)
            throws LocalFailure {
        if (nanoTime.getAsLong() - began > LIMIT.toNanos()) {
            throw new LocalFailure(waiting.stream()
                    .map(Started::component)
                    .map(one ->
                            one.name() + " was not ready after " + LIMIT.toSeconds() + " s; 127.0.0.1:" + one.admin()
                                    + "/-/ready said last: " + lastAnswers.get(one.name()) + "\nIts log: "
                                    + starter.state().log(one.name()))
                    .toList());
        }
    }

    /**
     * One request through a front door, again until it is answered well: 200 where it reaches every worker, anything but
     * a server's error elsewhere.
     */
    void awaitFirstRequest(Component frontDoor, boolean reachesEveryWorker, AdminClient client)
            throws LocalFailure, InterruptedException {
        String scheme = frontDoor.https().isPresent() ? "https" : "http";
        int port = frontDoor.https().orElse(frontDoor.http());
        String path = reachesEveryWorker ? "/v1/objects?limit=1" : "/";
        long began = nanoTime.getAsLong();
        String last = "nothing yet";
        while (nanoTime.getAsLong() - began < LIMIT.toNanos()) {
            try {
                var answer = client.get(scheme, port, path, 5000);
                if (answer.status() == 200 || (!reachesEveryWorker && answer.status() < 500)) {
                    return;
                }
                last = answer.status() + " " + answer.body().strip();
            } catch (IOException e) {
                last = AdminClient.reason(e);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new LocalFailure("no request got through " + frontDoor.name() + " in " + LIMIT.toSeconds() + " s: GET "
                + scheme + "://127.0.0.1:" + port + path + " was answered last with: " + last);
    }
}
