package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run does not rule out, in sentences drawn from the run itself, before what the run says of itself. Stateless. */
final class Doubts {
    private static final double UNSTEADY = 1.5;
    private static final double COLD = 0.8;
    private static final int WINDOWS_OF_A_THOROUGH_RUN = 10;
    private static final List<String> SHAPING = List.of("queue", "pacing", "payload", "interface", "rate");

    private Doubts() {}

    static List<String> of(Run run, List<Measured> windows, List<Cell> cells) {
        List<String> doubts = new ArrayList<>();
        setAside(windows, doubts);
        processor(windows, doubts);
        if (!run.kind().equals("load")) {
            shaping(run, doubts);
            cells.stream().filter(Cell::quiet).forEach(cell -> unsteady(cell, doubts));
            cold(windows, doubts);
            thorough(run, cells, doubts);
            notTried(cells, doubts);
        }
        doubts.addAll(run.limits());
        return List.copyOf(doubts);
    }

    private static void setAside(List<Measured> windows, List<String> doubts) {
        long aside = windows.stream().filter(one -> !one.isUsable()).count();
        if (aside > 0) {
            doubts.add("Windows left out differ from those counted: " + aside + " of " + windows.size()
                    + " were set aside, each with its reason below.");
        }
    }

    private static void processor(List<Measured> windows, List<String> doubts) {
        double busy =
                windows.stream().mapToDouble(one -> one.window().busy()).max().orElse(0);
        double steal =
                windows.stream().mapToDouble(one -> one.window().steal()).max().orElse(0);
        doubts.add(
                "One computer for everything: what clients, attackers and programs took of its processor, they took from"
                        + " each other. It was up to " + Words.percent(busy) + " busy, and its host took up to "
                        + Words.percent(steal) + " away.");
    }

    private static void shaping(Run run, List<String> doubts) {
        String shaping = new TreeMap<>(run.settings())
                .entrySet().stream()
                        .filter(setting ->
                                SHAPING.stream().anyMatch(setting.getKey().toLowerCase(Locale.ROOT)::contains))
                        .map(setting -> setting.getKey() + " " + setting.getValue())
                        .collect(Collectors.joining(", "));
        doubts.add("Another queue before the interface, another rate or another pacing of the flood loses other packets"
                + (shaping.isEmpty() ? "." : "; this run had: " + shaping + "."));
    }

    private static void unsteady(Cell cell, List<String> doubts) {
        Storage storage = cell.storage();
        if (storage != null
                && storage.perSecond().highest()
                        > UNSTEADY * storage.perSecond().lowest()) {
            doubts.add("Noise: quiet windows of " + cell.topology() + " differ among themselves, from "
                    + Words.number(storage.perSecond().lowest()) + " to "
                    + Words.number(storage.perSecond().highest()) + " fsyncs per second.");
        }
    }

    private static void cold(List<Measured> windows, List<String> doubts) {
        windows.stream()
                .filter(one -> one.isUsable()
                        && one.window().isQuiet()
                        && !one.fsyncs().isEmpty())
                .collect(Collectors.groupingBy(one -> one.window().topology(), TreeMap::new, Collectors.toList()))
                .forEach((topology, quiet) -> Spread.of(quiet.stream()
                                .skip(1)
                                .map(Measured::fsyncsPerSecond)
                                .toList())
                        .filter(later -> quiet.getFirst().fsyncsPerSecond() < COLD * later.median())
                        .ifPresent(later -> doubts.add("Cold caches: the first quiet window of " + topology + " had "
                                + Words.percent(quiet.getFirst().fsyncsPerSecond() / later.median())
                                + " of the later ones' fsyncs per second.")));
    }

    private static void thorough(Run run, List<Cell> cells, List<String> doubts) {
        List<String> few = cells.stream()
                .filter(cell -> Attacks.aimsAtInterface(cell.attack()) && cell.used() < WINDOWS_OF_A_THOROUGH_RUN)
                .map(cell -> cell.topology() + " at " + Words.times(cell.strength()) + " (" + cell.used() + ")")
                .toList();
        if (!few.isEmpty()) {
            doubts.add("Chance: a thorough run has at least " + WINDOWS_OF_A_THOROUGH_RUN
                    + " windows of each flood; this one has fewer "
                    + (run.arguments().contains("--thorough")
                            ? "for " + String.join(", ", few)
                            : "(3 are enough for a verdict)")
                    + ".");
        }
    }

    private static void notTried(List<Cell> cells, List<String> doubts) {
        Rule.ALL.stream()
                .filter(rule -> cells.stream().noneMatch(rule.about()))
                .forEach(rule -> doubts.add("Not tried in this run: \"" + rule.claim() + "\""));
    }
}
