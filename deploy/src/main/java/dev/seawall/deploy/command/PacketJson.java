package dev.seawall.deploy.command;

import dev.seawall.deploy.verify.packets.Crossing;
import dev.seawall.deploy.verify.packets.HolePunch;
import dev.seawall.deploy.verify.packets.Meeting.Ways;
import dev.seawall.deploy.verify.packets.PacketReport;
import dev.seawall.deploy.verify.packets.Place;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** {@code verify --packets --json}: every flow that was tried, and every meeting. Stateless. */
final class PacketJson {
    private PacketJson() {}

    static void write(PacketReport report, ObjectNode node) {
        var places = node.putArray("places");
        report.layout().places().forEach(place -> place(place, places.addObject()));
        var flows = node.putArray("flows");
        report.crossings().forEach(one -> flow(one, flows.addObject()));
        var meetings = node.putArray("meetings");
        report.punches().forEach(one -> meeting(one, meetings.addObject()));
    }

    private static void place(Place place, ObjectNode node) {
        node.put("name", place.name());
        node.put("address", place.address());
        if (!place.id().isEmpty()) {
            node.put("id", place.id());
        }
        if (place instanceof Place.Instance instance
                && !instance.publicAddress().isEmpty()) {
            node.put("publicAddress", instance.publicAddress());
        }
    }

    private static void flow(Crossing one, ObjectNode node) {
        node.put("from", one.flow().from().name());
        node.put("to", one.flow().to().name());
        node.put("address", one.flow().address());
        node.put("protocol", one.flow().protocol().word());
        node.put("port", one.flow().port());
        node.put("outcome", one.seen().outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        node.put("arrived", one.seen().arrived());
        node.put("byTheRules", one.rules().passes());
        node.put("because", one.rules().why());
        node.put("wanted", one.wanted().passes());
        node.put("agrees", one.agrees());
    }

    private static void meeting(HolePunch one, ObjectNode node) {
        var meeting = one.meeting();
        node.put("one", meeting.one().name());
        node.put("other", meeting.other().name());
        node.put("port", meeting.port());
        node.put("otherPort", meeting.otherPort());
        ways(meeting.heard(), node.putObject("heard"));
        ways(one.rules(), node.putObject("byTheRules"));
        ways(one.wanted(), node.putObject("wanted"));
        node.put("agrees", one.agrees());
    }

    private static void ways(Ways ways, ObjectNode node) {
        node.put("there", ways.there());
        node.put("back", ways.back());
    }
}
