package dev.seawall.deploy.verify.packets;

import dev.seawall.deploy.verify.Finding;
import dev.seawall.deploy.verify.packets.Meeting.Ways;
import java.util.List;
import java.util.stream.Stream;

/**
 * A meeting of two places beside what the rules say of it. Immutable.
 *
 * @param rules which way it works by the groups as EC2 describes them
 * @param wanted and if they were as the blueprint asks
 */
public record HolePunch(Meeting meeting, Ruling there, Ruling back, Ways rules, Ways wanted) {
    static HolePunch judge(Meeting meeting, RuleBook described, RuleBook wanted) {
        Flow there = meeting.flowThere();
        Flow back = meeting.flowBack();
        return new HolePunch(
                meeting,
                described.judge(there),
                described.judge(back),
                described.punch(there, back),
                wanted.punch(there, back));
    }

    public boolean agrees() {
        return meeting.heard().equals(rules) && meeting.heard().equals(wanted);
    }

    Finding finding() {
        String sentence = meeting.one().label() + " and " + meeting.other().label()
                + ", sending to each other at the same time from the new udp ports " + meeting.port() + " and "
                + meeting.otherPort() + ", got through " + ways(meeting.heard()) + "; the rules let them through "
                + ways(rules)
                + " (there: " + there.why() + "; back: " + back.why() + "), the blueprint asks for packets "
                + ways(wanted);
        List<String> ids = Stream.of(
                        Stream.of(meeting.one().id(), meeting.other().id()), there.ids().stream(), back.ids().stream())
                .flatMap(each -> each)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        return new Finding("hole-punching", sentence, ids);
    }

    private String ways(Ways ways) {
        if (ways.there() && ways.back()) {
            return "both ways";
        }
        return ways.there()
                ? "to " + meeting.other().name() + " only"
                : ways.back() ? "to " + meeting.one().name() + " only" : "in neither way";
    }
}
