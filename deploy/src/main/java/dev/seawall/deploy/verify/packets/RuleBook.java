package dev.seawall.deploy.verify.packets;

import dev.seawall.deploy.verify.Described.Group;
import dev.seawall.deploy.verify.Described.Rule;
import dev.seawall.deploy.verify.packets.Flow.Protocol;
import dev.seawall.deploy.verify.packets.Meeting.Ways;
import dev.seawall.deploy.verify.packets.Place.Instance;
import dev.seawall.deploy.verify.packets.Place.Outsider;
import dev.seawall.deploy.verify.packets.Place.Service;
import dev.seawall.deploy.verify.packets.Place.VolumeServer;
import dev.seawall.deploy.verify.packets.Ruling.Gate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What security groups and routes say of flows. The rules of groups add up: one that lets a flow pass is enough, and what
 * none does is dropped (EC2 User Guide, "Amazon EC2 security groups"). Immutable.
 *
 * @param standings each instance's, by its id
 */
record RuleBook(Map<String, Standing> standings) {
    /** What an instance may, with whom it can. */
    record Standing(List<Group> groups, Reach reach) {
        private static final Standing NONE = new Standing(List.of(), Reach.of(List.of(), List.of()));

        Standing {
            groups = List.copyOf(groups);
        }
    }

    RuleBook {
        standings = Map.copyOf(standings);
    }

    private Standing of(Place instance) {
        return standings.getOrDefault(instance.id(), Standing.NONE);
    }

    Ruling judge(Flow flow) {
        return new Ruling(out(flow), in(flow));
    }

    private Gate out(Flow flow) {
        return switch (flow.from()) {
            case Outsider outsider -> Gate.NONE;
            case Service service -> new Gate(false, service.name() + " sends nothing but answers", List.of());
            case VolumeServer server ->
                new Gate(false, "the server of a volume sends nothing but answers", List.of(server.id()));
            case Instance instance ->
                flow.to() instanceof VolumeServer server && isService(flow, server)
                        ? Gate.NONE // EBS is not subject to groups
                        : gate(instance, false, flow, flow.to());
        };
    }

    private Gate in(Flow flow) {
        return switch (flow.to()) {
            case Outsider outsider -> Gate.NONE;
            case Service service -> Gate.NONE;
            case VolumeServer server -> in(flow, server);
            case Instance instance ->
                isRouted(flow)
                        ? gate(instance, true, flow, flow.from())
                        : new Gate(false, "private addresses are not routed from outside their network", List.of());
        };
    }

    /** From beyond a gateway an instance is found by its public address alone, if it has one. */
    private boolean isRouted(Flow flow) {
        return !(flow.to() instanceof Instance instance)
                || !flow.address().equals(instance.address())
                || of(instance).reach().isNear(flow.from());
    }

    private static Gate in(Flow flow, VolumeServer server) {
        boolean holds = flow.from().id().equals(server.holder());
        String to = server.name() + " (" + server.id() + ")";
        if (holds && isService(flow, server)) {
            return new Gate(true, to + " is attached to " + flow.from().name(), List.of(server.id()));
        }
        return new Gate(
                false,
                holds ? to + " is served at tcp " + server.port() + " only" : to + " is not attached to it",
                List.of(server.id()));
    }

    private static boolean isService(Flow flow, VolumeServer server) {
        return flow.protocol() == Protocol.TCP && flow.port() == server.port();
    }

    private Gate gate(Instance instance, boolean ingress, Flow flow, Place peer) {
        var own = of(instance);
        for (Group group : own.groups()) {
            for (Rule rule : group.rules()) {
                if (rule.ingress() == ingress && covers(rule, flow) && names(rule, peer)) {
                    return own.reach().includes(peer)
                            ? new Gate(
                                    true,
                                    group.label() + (ingress ? " lets in " : " lets out ") + text(rule),
                                    List.of(group.id()))
                            : new Gate(false, own.reach().words(), own.reach().ids());
                }
            }
        }
        String labels = own.groups().stream().map(Group::label).collect(Collectors.joining(" or "));
        return new Gate(
                false,
                (labels.isEmpty() ? instance.name() + " has no group that" : "no rule of " + labels)
                        + (ingress ? " lets that in" : " lets that out"),
                own.groups().stream().map(Group::id).toList());
    }

    private static boolean covers(Rule rule, Flow flow) {
        return rule.protocol().equals("-1")
                || (rule.protocol().equals(flow.protocol().word()) && rule.covers(flow.port()));
    }

    private boolean names(Rule rule, Place peer) {
        var network = Network.parse(rule.peer());
        if (network.isPresent()) {
            return peer.knownAs().stream().anyMatch(network.get()::contains);
        }
        return peer.knownAs().contains(rule.peer())
                || (peer instanceof Instance
                        && of(peer).groups().stream()
                                .anyMatch(group -> group.id().equals(rule.peer())));
    }

    /** With the group's name instead of its id alone. */
    private String text(Rule rule) {
        return standings.values().stream()
                .flatMap(standing -> standing.groups().stream())
                .filter(group -> group.id().equals(rule.peer()))
                .findFirst()
                .map(group -> rule.text().replace(rule.peer(), group.label()))
                .orElse(rule.text());
    }

    /**
     * What passes when both ends send to each other at the same time: a packet that its own end lets out opens that end
     * for the answer, for groups are stateful.
     *
     * @param there from one end to the other, at the port that the other sends from
     * @param back the other way round
     */
    Ways punch(Flow there, Flow back) {
        Ruling one = judge(there);
        Ruling other = judge(back);
        boolean arrives = false;
        boolean returns = false;
        // What has left or arrived can only let more pass: after as many rounds as there are gates nothing changes.
        for (int round = 0; round < 4; round++) {
            boolean leaves = one.out().open() || returns;
            boolean leavesBack = other.out().open() || arrives;
            arrives = leaves && isRouted(there) && (one.in().open() || leavesBack);
            returns = leavesBack && isRouted(back) && (other.in().open() || leaves);
        }
        return new Ways(arrives, returns);
    }
}
