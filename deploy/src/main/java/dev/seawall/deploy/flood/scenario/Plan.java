package dev.seawall.deploy.flood.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The windows of a scenario in their order, the same for each of its topologies, and how long they take. Immutable. */
public record Plan(Scenario scenario, List<PlannedWindow> windows) {
    /** Starting the programs, and ending them. */
    public static final Duration AROUND = Duration.ofSeconds(13);

    /** Between an attacker's start and its first packets; and after a window until what was due in it is decided. */
    private static final Duration AROUND_ATTACK = Duration.ofMillis(1200);

    /** What recovery takes in most cases, up to a 2x flood. */
    private static final Duration RECOVERY = Duration.ofMillis(1500);

    private static final Duration AFTER_QUIET = Duration.ofMillis(600);

    public Plan {
        windows = List.copyOf(windows);
    }

    /**
     * Each repeat goes through all attacks, with a quiet window before every second one: what the computer does of
     * itself changes from minute to minute, so a flooded window is compared with quiet ones close to it.
     */
    public static Plan of(Scenario scenario) {
        List<PlannedWindow> windows = new ArrayList<>();
        for (int repeat = 1; repeat <= scenario.timing().repeats(); repeat++) {
            int number = 0;
            for (var assault : scenario.assaults()) {
                if (number++ % 2 == 0) {
                    windows.add(PlannedWindow.quiet(repeat));
                }
                windows.add(PlannedWindow.of(assault, repeat));
            }
        }
        return new Plan(scenario, windows);
    }

    /** Of one topology, begun and ended. */
    public Duration ofOneTopology() {
        var total = AROUND;
        for (var window : windows) {
            total = total.plus(estimate(window));
        }
        return total;
    }

    public Duration estimate() {
        return ofOneTopology().multipliedBy(scenario.topologies().size());
    }

    /** From the end of the window before to its own end. */
    public Duration estimate(PlannedWindow window) {
        var timing = scenario.timing();
        if (window.assault().isEmpty()) {
            return timing.measure().plus(AFTER_QUIET);
        }
        return window.assault()
                .get()
                .settle(timing.settle())
                .plus(timing.measure())
                .plus(scenario.polite().timeout())
                .plus(AROUND_ATTACK)
                .plus(timing.recover().compareTo(RECOVERY) < 0 ? timing.recover() : RECOVERY);
    }
}
