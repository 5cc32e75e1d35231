package dev.seawall.frontdoor.bench.overload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The result as Markdown. Not thread-safe. */
final class OverloadReport {
    private final StringBuilder text = new StringBuilder();
    private final Found found;

    /** @param opening when, where and with what it was measured */
    OverloadReport(String opening, Found found) {
        this.found = found;
        text.append(opening).append("\n\n");
        steps();
        recovery();
        step();
        neighbour();
        degraded();
    }

    String text() {
        return text.toString();
    }

    private void steps() {
        byLoad("Goodput over capacity", step -> Markdown.number(step.goodput()));
        byLoad(
                "Normal requests: p50 / p99 in ms; turned away",
                step -> Markdown.latency(step.p50Millis(), step.p99Millis(), step.refused()));
        byLoad(
                "Urgent requests: p50 / p99 in ms; turned away",
                step -> Markdown.latency(step.urgentP50Millis(), step.urgentP99Millis(), step.urgentRefused()));
        byLoad("Of all requests, without an answer in time", step -> Markdown.percent(step.unanswered()));
        byLoad("The load generator sent late by, p99 in ms", step -> Markdown.millis(step.lateMillis()));
    }

    private void byLoad(String title, Function<StepsFound.Step, String> cell) {
        List<String> head = new ArrayList<>(List.of(title));
        Scenario.LOADS.forEach(load -> head.add(load + "x"));
        table(head, found.steps(), steps -> steps.steps().stream().map(cell).toList());
    }

    private void recovery() {
        table(
                List.of("From 10x to 0.5x", "five windows of 200 ms as before, after", "p99 in ms before 10x", "p99 in ms at the end"),
                found.recovery(),
                each -> List.of(
                        Markdown.seconds(each.seconds()),
                        Markdown.millis(each.quietP99Millis()),
                        Markdown.millis(each.p99Millis())));
    }

    private void step() {
        table(
                List.of(
                        "From 0.7x to 1.4x",
                        "p50 stable after",
                        "worst p50 of 100 ms",
                        "goodput then",
                        "p50 / p99 in ms then",
                        "urgent p99 in ms before",
                        "and from the step on"),
                found.step(),
                each -> List.of(
                        Markdown.seconds(each.stableSeconds()),
                        Markdown.millis(each.worstP50Millis()),
                        Markdown.number(each.goodput()),
                        Markdown.latency(each.p50Millis(), each.p99Millis(), 0),
                        Markdown.millis(each.urgentBeforeMillis()),
                        Markdown.millis(each.urgentMillis())));
    }

    private void neighbour() {
        table(
                List.of(
                        "One of two workers becomes 10x slower",
                        "the other: p50 / p99 in ms before; turned away",
                        "while it is",
                        "without an answer in time",
                        "goodput of the slow one over what it can bear"),
                found.neighbour(),
                each -> List.of(
                        service(each.before()),
                        service(each.after()),
                        Markdown.percent(each.after().unanswered()),
                        Markdown.number(each.slowGoodput())));
    }

    private static String service(NeighbourFound.Service service) {
        return Markdown.latency(service.p50Millis(), service.p99Millis(), service.refused());
    }

    private void degraded() {
        table(
                List.of(
                        "Twice the capacity; the worker 5x slower for 30 s, then well again",
                        "goodput before",
                        "slow",
                        "its last 10 s",
                        "well again",
                        "after",
                        "urgent p99 in ms while slow"),
                found.degraded(),
                each -> List.of(
                        Markdown.number(each.before()),
                        Markdown.number(each.slow()),
                        Markdown.number(each.slowAtLast()),
                        Markdown.number(each.after()),
                        Markdown.seconds(each.wellAgainSeconds()),
                        Markdown.millis(each.urgentMillis())));
        found.degraded().forEach((contender, each) -> {
            DegradedFound.Limits limits = each.limits();
            if (limits != null) {
                text.append("Seawall's limit (median): %.0f before, %.0f (%.0f to %.0f) while slow, %.0f after.%n%n"
                        .formatted(
                                limits.before(),
                                limits.slow(),
                                limits.slowLeast(),
                                limits.slowGreatest(),
                                limits.after()));
            }
        });
    }

    private <F> void table(List<String> head, Map<Contender, F> found, Function<F, List<String>> cells) {
        List<List<String>> rows = new ArrayList<>();
        found.forEach((contender, each) -> {
            List<String> row = new ArrayList<>(List.of(contender.title));
            row.addAll(cells.apply(each));
            rows.add(row);
        });
        if (!rows.isEmpty()) {
            text.append(Markdown.table(head, rows));
        }
    }
}
