package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.ec2.FrontDoorDesk.Observation;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Waits until every front door says that it reaches every worker, and a request got through it. Immutable. */
record Serving(CloudTarget target, Waiting waiting) {
    private static final String THERE = "";

    void await(List<SeenResource> seen, StepGraph graph) {
        seen.stream()
                .filter(one -> one.kind() == Kind.ADDRESS
                        && !one.attribute("attached to").isEmpty())
                .forEach(address -> graph.add(
                        address.attribute("attached to") + " serves",
                        List.of(),
                        "asking " + address.fact("public address"),
                        () -> await(address.attribute("attached to"), address.fact("public address"))));
        graph.run();
    }

    /** Waits for all front doors that had an address when they were seen, one after the other. */
    String await(List<SeenResource> seen) {
        seen.stream()
                .filter(one -> one.kind() == Kind.ADDRESS
                        && !one.attribute("attached to").isEmpty())
                .forEach(one -> await(one.attribute("attached to"), one.fact("public address")));
        return "all front doors answer";
    }

    private String await(String frontDoor, String host) {
        // Nobody was let in to the admin port, so that nobody can ask there.
        if (!target.operators().isEmpty()) {
            waiting.until(
                    frontDoor + " at " + host + " to reach every worker",
                    target.timing().serve(),
                    () -> missing(host),
                    String::isEmpty);
        }
        int port = target.blueprint().frontDoors().httpPort();
        waiting.until(
                "a request to get through " + frontDoor + " at " + host + ":" + port,
                target.timing().serve(),
                () -> failing(host, port),
                String::isEmpty);
        return "answers at " + host;
    }

    /** What the front door doesn't reach, or why it couldn't be asked; empty when all is there. */
    private String missing(String host) {
        try {
            Set<String> reached = FrontDoorDesk.observations(host, NetworkPlan.FRONT_DOOR_ADMIN_PORT).stream()
                    .filter(one -> one.outcome().equals("reached"))
                    .map(Observation::subject)
                    .collect(Collectors.toSet());
            return Slot.all(target.blueprint(), target.network()).stream()
                    .filter(slot -> slot.role() == Role.WORKER && !reached.contains(slot.name()))
                    .map(Slot::name)
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            return host + ":" + NetworkPlan.FRONT_DOOR_ADMIN_PORT + ": " + FrontDoorDesk.reason(e);
        }
    }

    private String failing(String host, int port) {
        boolean lists = target.blueprint().listsEveryWorker();
        try {
            var answer = FrontDoorDesk.get(host, port, lists ? "/v1/objects?limit=1" : "/");
            boolean fine = answer.status() == 200 || (!lists && answer.status() < 500);
            return fine ? THERE : answer.status() + " " + answer.body().strip();
        } catch (IOException e) {
            return FrontDoorDesk.reason(e);
        }
    }
}
