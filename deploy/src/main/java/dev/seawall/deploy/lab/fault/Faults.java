package dev.seawall.deploy.lab.fault;

import dev.seawall.deploy.lab.wire.ApiError;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bad days on demand: what real EC2 does now and then, this one does when told to. Thread-safe. */
public final class Faults {
    /** Means any action where an action is named. */
    public static final String ANY = "*";

    private final Map<String, Deque<ApiError>> refusals = new HashMap<>();
    private final Map<String, Integer> lostAnswers = new HashMap<>();
    private final Set<String> noCapacity = new HashSet<>();
    private int hiddenLookups;
    private int bootless;
    private Duration volumeDelay = Duration.ZERO;

    /** The next {@code times} calls of an action are refused before anything happened. */
    public synchronized void refuse(String action, int times, ApiError error) {
        var queue = refusals.computeIfAbsent(action, a -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.add(error);
        }
    }

    /** The next {@code times} calls of an action are throttled. */
    public synchronized void throttle(String action, int times) {
        refuse(action, times, new ApiError(503, "RequestLimitExceeded", "Request limit exceeded."));
    }

    /** The next {@code times} calls of an action take effect, and their answer never arrives. */
    public synchronized void loseAnswers(String action, int times) {
        lostAnswers.put(action, times);
    }

    /** From now on, the first {@code lookups} look-ups of each new resource find nothing. */
    public synchronized void hideNew(int lookups) {
        hiddenLookups = lookups;
    }

    /** No room for an instance type in a zone, until {@link #clear}. */
    public synchronized void noCapacity(String instanceType, String zone) {
        noCapacity.add(instanceType + "@" + zone);
    }

    /** New volumes take this much longer to become available. */
    public synchronized void slowVolumes(Duration delay) {
        volumeDelay = delay;
    }

    /** The next {@code instances} launches say they run, but nothing ever boots. */
    public synchronized void neverBoot(int instances) {
        bootless = instances;
    }

    public synchronized void clear() {
        refusals.clear();
        lostAnswers.clear();
        noCapacity.clear();
        hiddenLookups = 0;
        bootless = 0;
        volumeDelay = Duration.ZERO;
    }

    public synchronized @Nullable ApiError refusal(String action) {
        for (String key : new String[] {action, ANY}) {
            var queue = refusals.get(key);
            if (queue != null && !queue.isEmpty()) {
                return queue.remove();
            }
        }
        return null;
    }

    public synchronized boolean losesAnswer(String action) {
        int left = lostAnswers.getOrDefault(action, 0);
        lostAnswers.put(action, Math.max(0, left - 1));
        return left > 0;
    }

    public synchronized int hiddenLookups() {
        return hiddenLookups;
    }

    public synchronized boolean lacksCapacity(String instanceType, String zone) {
        return noCapacity.contains(instanceType + "@" + zone);
    }

    public synchronized Duration volumeDelay() {
        return volumeDelay;
    }

    public synchronized boolean staysDark() {
        return bootless > 0 && bootless-- > 0;
    }
}
