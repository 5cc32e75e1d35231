package dev.seawall.deploy.plan;

import dev.seawall.deploy.plan.Change.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Wanted minus seen, for a deployment in EC2: every resource and what is to be done with it. Immutable. */
public record CloudPlan(List<Change> changes) {
    public CloudPlan {
        changes = List.copyOf(changes);
    }

    /**
     * The same answer for the same question: the wanted resources in their order, then the others in theirs.
     *
     * @param seen the first of several with the same kind and name is taken for the real one
     */
    public static CloudPlan between(List<WantedResource> wanted, List<SeenResource> seen, ChangeRules rules) {
        Map<String, SeenResource> byName = new HashMap<>();
        List<Change> others = new ArrayList<>();
        Set<String> names = new HashSet<>();
        wanted.forEach(one -> names.add(key(one.kind(), one.name())));
        Map<String, String> gone = new HashMap<>();
        for (var one : seen) {
            String key = key(one.kind(), one.name());
            if (one.isGone()) {
                gone.put(key, one.id() + " is " + one.state());
                continue;
            }
            var first = byName.putIfAbsent(key, one);
            if (first != null) {
                others.add(rules.duplicate(one, first));
            } else if (!names.contains(key)) {
                others.add(rules.unwanted(one));
            }
        }
        List<Change> changes = new ArrayList<>();
        for (var one : wanted) {
            var now = byName.get(key(one.kind(), one.name()));
            changes.add(
                    now == null
                            ? Change.create(one, gone.getOrDefault(key(one.kind(), one.name()), ""))
                            : compare(one, now, rules));
        }
        changes.addAll(others);
        return new CloudPlan(changes);
    }

    private static String key(Kind kind, String name) {
        return kind + " " + name;
    }

    private static Change compare(WantedResource wanted, SeenResource seen, ChangeRules rules) {
        var differences = Difference.between(seen.attributes(), wanted.attributes());
        return differences.isEmpty()
                ? Change.of(Action.KEEP, wanted, seen, differences, "")
                : rules.differing(wanted, seen, differences);
    }

    /** Whether everything is as wanted, so that there is nothing to do and nothing to say. */
    public boolean isEmpty() {
        return changes.stream().allMatch(change -> change.action() == Action.KEEP);
    }

    /** Whether the tool would do anything: what is left to a person is none of that. */
    public boolean hasWork() {
        return changes.stream().anyMatch(c -> c.action() != Action.KEEP && c.action() != Action.LEAVE);
    }

    /** Whether nothing of the deployment was seen, but perhaps volumes that were kept. */
    public boolean nothingRuns() {
        return changes.stream().allMatch(c -> c.seen() == null || c.kind() == Kind.VOLUME || c.kind() == Kind.BUCKET);
    }

    public long count(Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }

    /** Whether the other does the same to the same resources; what passes by itself, such as a state, may differ. */
    public boolean doesAs(CloudPlan other) {
        return work().equals(other.work());
    }

    private List<String> work() {
        return changes.stream()
                .filter(change -> change.action() != Action.KEEP)
                .map(change -> change.action() + " " + change.kind() + " " + change.label() + " " + change.wanted()
                        + " " + change.differences())
                .toList();
    }

    /** What was seen to be other than wanted, as sentences with ids. */
    public List<String> drift() {
        return nothingRuns()
                ? List.of()
                : changes.stream().flatMap(change -> Drift.of(change).stream()).toList();
    }
}
