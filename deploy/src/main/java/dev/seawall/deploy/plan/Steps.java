package dev.seawall.deploy.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Wanted minus observed. Stateless: no I/O, the same answer for the same question. */
public final class Steps {
    private Steps() {}

    /** One step per component: the wanted ones in their order, then those that nobody wants. */
    public static List<Step> between(List<Wanted> wanted, List<Running> running) {
        Map<String, Running> byName =
                running.stream().collect(Collectors.toMap(Running::component, Function.identity()));
        List<Step> steps = new ArrayList<>();
        for (var one : wanted) {
            var now = byName.get(one.component());
            steps.add(now == null ? new Step.Start(one.component()) : keepOrRestart(one, now));
        }
        var names = wanted.stream().map(Wanted::component).toList();
        running.stream()
                .map(Running::component)
                .filter(name -> !names.contains(name))
                .forEach(name -> steps.add(new Step.Stop(name)));
        return List.copyOf(steps);
    }

    private static Step keepOrRestart(Wanted wanted, Running now) {
        List<String> differences = new ArrayList<>(differences(now.settings(), wanted.settings()));
        if (!now.build().equals(wanted.build())) {
            differences.add("its program was built anew");
        }
        return differences.isEmpty()
                ? new Step.Keep(wanted.component())
                : new Step.Restart(wanted.component(), List.copyOf(differences));
    }

    /** Sentences such as {@code limits.bodyBytes: 5GiB -> 100MiB}, in the order of the keys. */
    static List<String> differences(Map<String, String> from, Map<String, String> to) {
        var keys = new TreeSet<>(from.keySet());
        keys.addAll(to.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(from.get(key), to.get(key)))
                .map(key -> key + ": " + from.getOrDefault(key, "none") + " -> " + to.getOrDefault(key, "none"))
                .toList();
    }
}
