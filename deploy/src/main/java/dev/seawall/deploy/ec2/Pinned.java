package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.util.List;
import java.util.Optional;

/** What a slot runs is kept where the blueprint leaves a choice, so that a plan changes nothing unasked. Immutable. */
record Pinned(CloudTarget target, List<SeenResource> seen, Images images, FirstBoot firstBoot)
        implements Topology.Choices {

    private Optional<SeenResource> instance(Slot slot) {
        return seen.stream()
                .filter(one -> one.kind() == Kind.INSTANCE && one.name().equals(slot.name()) && !one.isGone())
                .findFirst();
    }

    @Override
    public String type(Slot slot) {
        List<String> types = slot.role() == Role.WORKER
                ? target.blueprint().workers().types()
                : target.blueprint().frontDoors().types();
        return instance(slot)
                .map(one -> one.attribute("type"))
                .filter(types::contains)
                .orElse(types.getFirst());
    }

    @Override
    public String image(Slot slot) {
        return images.forType(type(slot));
    }

    @Override
    public String launch(Slot slot) {
        return LaunchHash.of(type(slot), image(slot), firstBoot.launchHash(slot.name()));
    }
}
