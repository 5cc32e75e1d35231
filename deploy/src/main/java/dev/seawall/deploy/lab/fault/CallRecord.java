package dev.seawall.deploy.lab.fault;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each action was called, spelled as IAM spells it ({@code ec2:RunInstances}). Thread-safe. */
public final class CallRecord {
    private final TreeMap<String, Integer> counts = new TreeMap<>();

    public synchronized void add(String iamAction) {
        counts.merge(iamAction, 1, Integer::sum);
    }

    public synchronized SortedMap<String, Integer> counts() {
        return new TreeMap<>(Map.copyOf(counts));
    }
}
