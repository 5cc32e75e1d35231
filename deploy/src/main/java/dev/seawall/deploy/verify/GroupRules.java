package dev.seawall.deploy.verify;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.verify.Described.Group;
import dev.seawall.deploy.verify.Described.Interface;
import dev.seawall.deploy.verify.Described.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What security groups let in and out. EC2 adds up the rules of all groups of an interface, so all of them are judged,
 * whoever made them; and whoever carries the front doors' group may reach the workers, so that is judged, too. Immutable.
 */
record GroupRules(Promises promises, Described seen) {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0");
    private static final int HTTPS = 443;

    List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        for (Group group : groupsOf(promises::isWorker, Promises.WORKER_GROUP)) {
            group.rules().forEach(rule -> worker(group, rule).ifPresent(findings::add));
        }
        for (Group group : groupsOf(promises::isFrontDoor, Promises.FRONT_DOOR_GROUP)) {
            group.rules().forEach(rule -> frontDoor(group, rule).ifPresent(findings::add));
        }
        seen.interfaces().forEach(one -> strangers(one).ifPresent(findings::add));
        return findings;
    }

    /** The groups on any interface of some slots, and the one that they ought to carry. */
    private List<Group> groupsOf(Predicate<String> slot, String own) {
        Set<String> ids = new HashSet<>();
        for (Interface one : seen.interfaces()) {
            if (slot.test(slotOf(one))) {
                ids.addAll(one.groups());
            }
        }
        return seen.groups().stream()
                .filter(group -> ids.contains(group.id()) || group.name().equals(own))
                .toList();
    }

    private String slotOf(Interface one) {
        return seen.instances().stream()
                .filter(instance -> instance.id().equals(one.instanceId()))
                .map(Described.Instance::name)
                .findFirst()
                .orElse("");
    }

    private Optional<Finding> worker(Group group, Rule rule) {
        if (rule.ingress()) {
            return isFromFrontDoors(rule)
                    ? Optional.empty()
                    : Optional.of(Finding.of(
                            "worker-ingress",
                            "workers let in " + text(rule) + " through " + group.label() + ": only the front doors"
                                    + " should reach them, at tcp " + NetworkPlan.WORKER_PORT,
                            group.id()));
        }
        return isToS3(rule)
                ? Optional.empty()
                : Optional.of(Finding.of(
                        "worker-egress",
                        "workers may send " + text(rule) + " through " + group.label() + ": only S3 should be reachable"
                                + " from them",
                        group.id()));
    }

    private Optional<Finding> frontDoor(Group group, Rule rule) {
        if (!rule.ingress()) {
            return Optional.empty();
        }
        boolean open = EVERYWHERE.contains(rule.peer());
        int admin = NetworkPlan.FRONT_DOOR_ADMIN_PORT;
        if (open
                && rule.covers(admin)
                && (rule.protocol().equals("tcp") || rule.protocol().equals("-1"))) {
            return Optional.of(Finding.of(
                    "admin-port",
                    "the front doors' admin port is open to the world: " + group.label() + " lets in " + text(rule),
                    group.id()));
        }
        boolean isPublic = promises.publicPorts().stream().anyMatch(port -> rule.isOnly("tcp", port, rule.peer()));
        boolean isOperator =
                rule.isOnly("tcp", admin, rule.peer()) && promises.operators().contains(rule.peer());
        return isPublic || isOperator
                ? Optional.empty()
                : Optional.of(Finding.of(
                        "front-door-ingress",
                        "front doors let in " + text(rule) + " through " + group.label()
                                + ", which the blueprint doesn't ask for",
                        group.id()));
    }

    /** Whoever carries the front doors' group and is none. */
    private Optional<Finding> strangers(Interface one) {
        Optional<Group> carried = seen.groups().stream()
                .filter(group -> group.name().equals(Promises.FRONT_DOOR_GROUP)
                        && one.groups().contains(group.id()))
                .findFirst();
        if (carried.isEmpty() || promises.isFrontDoor(slotOf(one))) {
            return Optional.empty();
        }
        String holder = one.instanceId().isEmpty() ? "no instance" : seen.labelOf(one.instanceId());
        return Optional.of(Finding.of(
                "worker-ingress",
                "the network interface " + one.id() + " of " + holder + " carries "
                        + carried.get().label() + ", so it can reach the workers, but it is no front door's",
                one.id(),
                carried.get().id()));
    }

    private boolean isFromFrontDoors(Rule rule) {
        return seen.groups().stream()
                .filter(group -> group.name().equals(Promises.FRONT_DOOR_GROUP))
                .anyMatch(group -> rule.isOnly("tcp", NetworkPlan.WORKER_PORT, group.id()));
    }

    private boolean isToS3(Rule rule) {
        return rule.isOnly("tcp", HTTPS, seen.s3PrefixList());
    }

    private String text(Rule rule) {
        return rule.text().replace(rule.peer(), seen.labelOf(rule.peer()));
    }
}
