package dev.seawall.deploy.ec2;

/** What a slot runs is kept where the blueprint leaves a choice, so that a plan changes nothing unasked. Immutable. */
record Pinned(AsLaunched launched, Images images, FirstBoot firstBoot) implements Topology.Choices {
    @Override
    public String type(Slot slot) {
        return launched.type(slot);
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
