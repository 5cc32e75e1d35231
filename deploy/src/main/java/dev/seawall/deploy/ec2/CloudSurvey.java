package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.ec2.FrontDoorDesk.Observation;
import dev.seawall.deploy.plan.CloudPlan;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/**
 * What EC2 and the front doors say of a deployment at one moment. Immutable.
 *
 * @param sentences what the front doors observed
 * @param remarks what isn't as wanted, as sentences
 */
public record CloudSurvey(
        List<SeenResource> slots, List<SeenResource> others, List<String> sentences, List<String> remarks) {

    public boolean asWanted() {
        return remarks.isEmpty();
    }

    /** Whether anything is launched at all. */
    public boolean exists() {
        return !slots.isEmpty();
    }

    static CloudSurvey of(CloudTarget target, List<SeenResource> seen, CloudPlan plan) {
        List<String> sentences = new ArrayList<>();
        List<String> remarks = new ArrayList<>(plan.drift());
        if (plan.nothingRuns()) {
            remarks.add(target.deployment() + " is not launched in "
                    + target.connection().region() + "; ./seawall up launches it");
        } else if (target.operators().isEmpty()) {
            sentences.add("no network is named under operators, so that no front door can be asked what it observes");
        } else {
            ask(seen, sentences, remarks);
        }
        return new CloudSurvey(
                seen.stream()
                        .filter(one -> one.kind() == Kind.INSTANCE && !one.isGone())
                        .toList(),
                seen.stream().filter(one -> one.kind() != Kind.INSTANCE).toList(),
                List.copyOf(sentences),
                List.copyOf(remarks));
    }

    private record Said(List<Observation> observations, String failure) {}

    private static void ask(List<SeenResource> seen, List<String> sentences, List<String> remarks) {
        try (var threads = Threads.perTask()) {
            List<Future<Said>> asked = seen.stream()
                    .filter(one -> one.kind() == Kind.ADDRESS)
                    .map(one -> threads.submit(() -> ask(one)))
                    .toList();
            for (var each : asked) {
                Said said = Waiting.result(each);
                said.observations().forEach(one -> {
                    if (!sentences.contains(one.sentence())) {
                        sentences.add(one.sentence());
                        if (one.outcome().equals("failed")) {
                            remarks.add(one.sentence());
                        }
                    }
                });
                if (!said.failure().isEmpty()) {
                    remarks.add(said.failure());
                }
            }
        }
    }

    private static Said ask(SeenResource address) {
        String host = address.fact("public address");
        try {
            return new Said(FrontDoorDesk.observations(host, NetworkPlan.FRONT_DOOR_ADMIN_PORT), "");
        } catch (IOException e) {
            return new Said(
                    List.of(),
                    "failed to ask " + address.name().replace("-address", "") + " at " + host + ":"
                            + NetworkPlan.FRONT_DOOR_ADMIN_PORT + ": " + FrontDoorDesk.reason(e));
        }
    }
}
