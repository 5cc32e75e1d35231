package dev.seawall.deploy.verify.packets;

import dev.seawall.deploy.verify.Finding;
import dev.seawall.deploy.verify.packets.Flow.Protocol;
import dev.seawall.deploy.verify.packets.Ruling.Gate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where packets, rules and blueprint don't agree, as sentences. What differs only in ports or senders is one sentence:
 * one rule too many opens many flows. Immutable.
 */
record Disagreements(List<Crossing> crossings) {
    /** Why flows disagree: the same for all flows of a sentence. */
    private record Cause(String promise, String verb, String why, List<String> ids) {}

    /** What flows of a sentence have in common but their senders and ports. */
    private record Theme(Cause cause, Place to, String address, Protocol protocol) {}

    /** A theme, and the ports that some senders have in common in it. */
    private record Subject(Theme theme, SortedSet<Integer> ports) {}

    List<Finding> findings() {
        Map<Theme, Map<Place, SortedSet<Integer>>> themes = new LinkedHashMap<>();
        for (Crossing one : crossings) {
            if (!one.agrees()) {
                Flow flow = one.flow();
                themes.computeIfAbsent(
                                new Theme(cause(one), flow.to(), flow.address(), flow.protocol()),
                                theme -> new LinkedHashMap<>())
                        .computeIfAbsent(flow.from(), from -> new TreeSet<>())
                        .add(flow.port());
            }
        }
        Map<Subject, List<Place>> subjects = new LinkedHashMap<>();
        themes.forEach((theme, senders) -> senders.forEach(
                (from, ports) -> subjects.computeIfAbsent(new Subject(theme, ports), subject -> new ArrayList<>())
                        .add(from)));
        List<Finding> findings = new ArrayList<>();
        subjects.forEach((subject, senders) -> findings.add(finding(subject, senders)));
        return findings;
    }

    private static Cause cause(Crossing one) {
        Ruling rules = one.rules();
        if (one.seen().arrived() && !rules.passes()) {
            return new Cause(
                    "packets-without-rule",
                    "reached",
                    ", although " + rules.why() + ": what filters there is not what EC2 describes",
                    rules.ids());
        }
        if (one.seen().arrived()) {
            var unasked = unasked(one);
            return new Cause(
                    "rule-not-wanted",
                    "reached",
                    ", because " + unasked.stream().map(Gate::words).collect(Collectors.joining(", and "))
                            + ", which the blueprint doesn't ask for",
                    unasked.stream().flatMap(gate -> gate.ids().stream()).toList());
        }
        if (rules.passes()) {
            return new Cause(
                    "rule-without-packets",
                    "did not reach",
                    " (" + one.seen().words() + "), although " + rules.why(),
                    rules.ids());
        }
        return new Cause(
                "rule-missing", "did not reach", ", which the blueprint asks for: " + rules.why(), rules.ids());
    }

    /** The gates that the rules open, and that would be shut if they were as the blueprint asks. */
    private static List<Gate> unasked(Crossing one) {
        List<Gate> gates = new ArrayList<>();
        if (!one.wanted().out().open()) {
            gates.add(one.rules().out());
        }
        if (!one.wanted().in().open()) {
            gates.add(one.rules().in());
        }
        return gates;
    }

    private static Finding finding(Subject subject, List<Place> senders) {
        Theme theme = subject.theme();
        Place to = theme.to();
        String at = theme.address().equals(to.address()) ? "" : " by its public address " + theme.address();
        String from = senders.stream().map(Place::label).collect(Collectors.joining(", "));
        String ports = subject.ports().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String sentence = from + " " + theme.cause().verb() + " " + to.label() + at + " at "
                + theme.protocol().word() + " " + ports + theme.cause().why();
        List<String> ids = Stream.of(senders.stream().map(Place::id), Stream.of(to.id()), theme.cause().ids().stream())
                .flatMap(each -> each)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        return new Finding(theme.cause().promise(), sentence, ids);
    }
}
