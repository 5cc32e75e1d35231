package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.util.List;
import java.util.Optional;

/** Takes whatever image and configuration an instance was launched with for what is wanted. Immutable. */
record AsLaunched(CloudTarget target, List<SeenResource> seen) implements Topology.Choices {
    @Override
    public String type(Slot slot) {
        List<String> types = slot.types(target.blueprint());
        return instance(slot)
                .map(one -> one.attribute("type"))
                .filter(types::contains)
                .orElse(types.getFirst());
    }

    @Override
    public String image(Slot slot) {
        return instance(slot).map(one -> one.attribute("image")).orElse("");
    }

    @Override
    public String launch(Slot slot) {
        return instance(slot).map(one -> one.attribute("launch")).orElse("");
    }

    private Optional<SeenResource> instance(Slot slot) {
        return seen.stream()
                .filter(one -> one.kind() == Kind.INSTANCE && one.name().equals(slot.name()) && !one.isGone())
                .findFirst();
    }
}
