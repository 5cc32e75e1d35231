package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** Asks EC2 for everything that bears the deployment's tag, of any kind, whoever made it. Immutable. */
record Sweep(Site site) {
    /** What is left and shouldn't be; data volumes and snapshots may be, unless volumes were to be deleted. */
    List<String> left(boolean deletedVolumes) {
        String deployment = site.target().deployment();
        Set<String> expected = new HashSet<>();
        Inventory now = Inventory.take(
                site.ec2(), deployment, site.target().connection().region());
        now.instances().stream()
                .filter(i -> i.state().name() == InstanceStateName.TERMINATED)
                .map(Instance::instanceId)
                .forEach(expected::add);
        if (!deletedVolumes) {
            Sight.of(site.target(), now, "").resources().stream()
                    .filter(one -> one.kind() == Kind.VOLUME)
                    .map(SeenResource::id)
                    .forEach(expected::add);
        }
        return Ec2Account.ask("sweep by tag", () -> site
                .ec2()
                .describeTagsPaginator(
                        r -> r.filters(Filters.of("key", Labels.DEPLOYMENT), Filters.of("value", deployment)))
                .tags()
                .stream()
                .filter(tag -> tag.resourceType() != ResourceType.SNAPSHOT)
                .filter(tag -> !expected.contains(tag.resourceId()))
                .map(Sweep::sentence)
                .sorted()
                .toList());
    }

    private static String sentence(TagDescription tag) {
        return tag.resourceTypeAsString() + " " + tag.resourceId() + " is still there";
    }
}
