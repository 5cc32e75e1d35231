package dev.seawall.deploy.command;

import dev.seawall.deploy.blueprint.BlueprintException;
import dev.seawall.deploy.flood.scenario.Assault;
import dev.seawall.deploy.flood.scenario.AttackKind;
import dev.seawall.deploy.flood.scenario.Scenario;
import dev.seawall.deploy.flood.scenario.ScenarioFile;
import dev.seawall.deploy.flood.scenario.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a flood is to try. Filled in by picocli. */
final class FloodOptions {
    private static final int MOST_REPEATS = 100;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description = "Names (--list shows them) or files. Default: outage")
    private List<String> named = List.of();

    @Option(names = "--quick", description = "The outage and the cure in under 90 seconds.")
    private boolean quick;

    @Option(names = "--thorough", description = "Every topology, strength and attack, many times. Takes over an hour.")
    private boolean thorough;

    @Option(names = "--failover", description = "The public address moves to a standby during the flood.")
    private boolean failover;

    @Option(
            names = "--topology",
            paramLabel = "NAME",
            split = ",",
            description = "Instead of the scenario's: colocated, lane, split, two-doors, upstream-filter, failover.")
    private List<String> topologies = List.of();

    @Option(
            names = "--attack",
            paramLabel = "KIND",
            split = ",",
            description = "Instead of the scenario's; see --list.")
    private List<String> attacks = List.of();

    @Option(
            names = "--times",
            paramLabel = "N",
            split = ",",
            description = "UDP strengths in multiples of the interface's rate, such as 0.5,2,5; 0 stands for none.")
    private List<Double> times = List.of();

    @Option(names = "--repeat", paramLabel = "N", description = "How many windows of each. Default: the scenario's.")
    private @Nullable Integer repeats;

    /**
     * The scenarios that were asked for, changed as asked.
     *
     * @throws IllegalArgumentException when an option can't be meant
     * @throws BlueprintException when a scenario can't be read
     */
    List<Scenario> scenarios(Path workingDirectory) throws BlueprintException {
        List<Scenario> scenarios = new ArrayList<>();
        for (String name : names()) {
            scenarios.add(changed(ScenarioFile.find(name, workingDirectory)));
        }
        return scenarios;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(named);
        if (quick) {
            names.add("quick");
        }
        if (thorough) {
            names.addAll(List.of("thorough", "attacks"));
        }
        if (failover || thorough) {
            names.add("failover");
        }
        return names.isEmpty() ? List.of("outage") : names;
    }

    private Scenario changed(Scenario scenario) {
        var changed = scenario;
        if (!topologies.isEmpty()) {
            changed = changed.on(topologies.stream()
                    .map(name -> Topology.named(name).orElseThrow(() -> unknown("--topology", name, Topology.labels())))
                    .toList());
        }
        if (!attacks.isEmpty() || !times.isEmpty()) {
            changed = changed.under(assaults());
        }
        if (repeats != null) {
            if (repeats < 1 || repeats > MOST_REPEATS) {
                throw new IllegalArgumentException("--repeat must be 1 to " + MOST_REPEATS + ", not " + repeats);
            }
            changed = changed.repeated(repeats);
        }
        return changed;
    }

    private List<Assault> assaults() {
        for (double one : times) {
            if (!(one >= 0 && one <= Assault.MOST_TIMES)) {
                throw new IllegalArgumentException("--times must be 0 to " + Assault.MOST_TIMES + ", not " + one);
            }
        }
        List<Assault> all = new ArrayList<>();
        for (String name : attacks.isEmpty() ? List.of(AttackKind.UDP.label()) : attacks) {
            var kind = AttackKind.named(name).orElseThrow(() -> unknown("--attack", name, AttackKind.labels()));
            all.addAll(Assault.of(kind, times.isEmpty() ? List.of(2.0) : times));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("--times must hold something above 0: quiet windows come by themselves");
        }
        return all;
    }

    private static IllegalArgumentException unknown(String option, String name, List<String> known) {
        return new IllegalArgumentException(option + " must be one of " + String.join(", ", known) + ", not " + name);
    }
}
