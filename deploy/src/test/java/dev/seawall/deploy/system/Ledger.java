package dev.seawall.deploy.system;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a client may expect to find: for each key the last acknowledged version, and those sent since whose fate it
 * never learned; with the key's latest operations and their answers, for the sentence on what went wrong.
 *
 * <p>Thread-safe as long as a key has one writer.
 */
final class Ledger {

    /** One version of an object: its bytes follow from the seed. Size -1: deleted. */
    record Version(long seed, int size) {
        static final Version ABSENT = new Version(0, -1);

        byte[] content() {
            return Content.bytes(seed, size);
        }

        boolean absent() {
            return size < 0;
        }
    }

    private static final int REMEMBERED = 20;

    private record Entry(Version acknowledged, List<Version> uncertain) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Deque<String>> histories = new ConcurrentHashMap<>();

    /** Keeps one operation on the key and its outcome in words, oldest forgotten first. */
    void remember(String key, String operation) {
        Deque<String> history = histories.computeIfAbsent(key, absent -> new ConcurrentLinkedDeque<>());
        history.add(LocalTime.now(ZoneOffset.UTC) + " " + operation);
        if (history.size() > REMEMBERED) {
            history.remove();
        }
    }

    void acknowledged(String key, Version version) {
        entries.put(key, new Entry(version, List.of()));
    }

    /** The write may or may not have had its effect. */
    void uncertain(String key, Version version) {
        Entry before = entries.getOrDefault(key, new Entry(Version.ABSENT, List.of()));
        var uncertain = new ArrayList<>(before.uncertain());
        uncertain.add(version);
        entries.put(key, new Entry(before.acknowledged(), List.copyOf(uncertain)));
    }

    /**
     * Compares what was found with what may be there.
     *
     * @param found the whole body, null when there is no such object
     * @return a sentence on what is wrong, null when all is well; then what was found counts as acknowledged
     */
    @Nullable
    String check(String key, byte @Nullable [] found) {
        Entry entry = entries.getOrDefault(key, new Entry(Version.ABSENT, List.of()));
        var allowed = new ArrayList<>(entry.uncertain());
        allowed.add(entry.acknowledged());
        for (Version version : allowed) {
            if (version.absent() ? found == null : java.util.Arrays.equals(version.content(), found)) {
                entries.put(key, new Entry(version, List.of()));
                return null;
            }
        }
        return "%s: found %s, acknowledged was %s, uncertain were %s; its latest operations:%n  %s"
                .formatted(
                        key,
                        found == null ? "nothing" : found.length + " bytes",
                        entry.acknowledged(),
                        entry.uncertain(),
                        String.join(System.lineSeparator() + "  ", histories.getOrDefault(key, new ArrayDeque<>())));
    }

    List<String> keys() {
        return List.copyOf(entries.keySet());
    }
}
