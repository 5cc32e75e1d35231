package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.Difference;
import dev.seawall.deploy.plan.WantedResource;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Changes and ends instances. Thread-safe, as the site is. */
record InstanceWork(Site site) {
    /** Mends in place what can be: starts what is stopped, demands IMDSv2, sets the groups. */
    String update(WantedResource wanted, List<Difference> differences) {
        String id = site.id(wanted.name());
        for (Difference difference : differences) {
            switch (difference.key()) {
                case "state" -> start(wanted.name(), id);
                case "metadata" ->
                    site.ec2()
                            .modifyInstanceMetadataOptions(r -> r.instanceId(id).httpTokens(HttpTokensState.REQUIRED));
                case "groups" ->
                    site.ec2()
                            .modifyInstanceAttribute(r -> r.instanceId(id).groups(site.id(wanted.attribute("groups"))));
                default -> {
                    // Tags are put back by a step of their own.
                }
            }
        }
        return "changed " + NetworkWork.keys(differences);
    }

    private void start(String name, String id) {
        // What is stopping can only be started once it is stopped.
        await(id, name + " to be stopped or running", InstanceStateName.STOPPED, InstanceStateName.RUNNING);
        site.waiting().retrying(site.target().timing().visible(), AwsErrors::isNotYet, () -> site.ec2()
                .startInstances(r -> r.instanceIds(id)));
        await(id, name + " to run", InstanceStateName.RUNNING);
    }

    /** Ends an instance and waits until EC2 says it is gone: only then is its address free, and its volume. */
    String terminate(String name, String id) {
        try {
            site.ec2().terminateInstances(r -> r.instanceIds(id));
        } catch (SdkException e) {
            if (!AwsErrors.isNotFound(e)) {
                throw AwsErrors.failure("terminate " + name + " " + id, e);
            }
            // No proof that it is gone: the description decides.
        }
        awaitGone(name, id);
        return "terminated " + id;
    }

    void awaitGone(String name, String id) {
        await(id, name + " to be terminated", InstanceStateName.TERMINATED);
    }

    private void await(String id, String what, InstanceStateName... states) {
        site.waiting()
                .until(what + " (" + id + ")", site.target().timing().state(), () -> stateOf(id), state -> List.of(
                                states)
                        .contains(state));
    }

    /** Filtered rather than by id: an instance that EC2 has forgotten is terminated, not an error. */
    private InstanceStateName stateOf(String id) {
        return site.ec2().describeInstances(r -> r.filters(Filters.of("instance-id", id))).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .findFirst()
                .map(Instance::state)
                .map(state -> state.name())
                .orElse(InstanceStateName.TERMINATED);
    }
}
