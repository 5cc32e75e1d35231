package dev.seawall.deploy.verify.packets;

import dev.seawall.deploy.verify.packets.Meeting.Ways;
import dev.seawall.deploy.verify.packets.Sighting.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Packets that do what the rules of a layout say, but where a test says otherwise. Not thread-safe. */
public final class PretendProbes implements Probes {
    private final RuleBook rules;
    private Function<Flow, Outcome> outcomes;
    private int meetingPort = 40_000;

    /** What was sent, each time. */
    final List<List<Flow>> sent = new ArrayList<>();

    public PretendProbes(Layout layout) {
        rules = layout.described();
        outcomes = flow -> rules.judge(flow).passes() ? Outcome.OPEN : Outcome.SILENT;
    }

    /** From now on these flows end so. */
    public PretendProbes with(Predicate<Flow> which, Outcome outcome) {
        var before = outcomes;
        outcomes = flow -> which.test(flow) ? outcome : before.apply(flow);
        return this;
    }

    @Override
    public Surroundings surroundings() {
        return Shop.surroundings();
    }

    @Override
    public void open(List<Place> places, List<Integer> ports) {}

    @Override
    public List<Sighting> send(List<Flow> flows, Duration patience) {
        sent.add(flows);
        return flows.stream()
                .map(flow -> new Sighting(outcomes.apply(flow), "No route to host", 1, patience.toMillis()))
                .toList();
    }

    @Override
    public List<Meeting> meet(List<Meeting.Pair> pairs, Duration duration) {
        List<Meeting> meetings = new ArrayList<>();
        for (var pair : pairs) {
            var tried = new Meeting(pair.one(), pair.other(), meetingPort++, meetingPort++, new Ways(false, false));
            var there = tried.flowThere();
            var back = tried.flowBack();
            boolean gate = outcomes.apply(there) == Outcome.ANSWERED;
            meetings.add(new Meeting(
                    pair.one(),
                    pair.other(),
                    tried.port(),
                    tried.otherPort(),
                    gate ? new Ways(true, true) : rules.punch(there, back)));
        }
        return meetings;
    }

    @Override
    public void close() {}
}
