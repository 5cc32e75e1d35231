package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Which machine image each instance type gets: the one that the deployment's instances were launched from, which is
 * written on them, so that a replaced instance is the same as before; the newest Amazon Linux 2023 where there is none
 * yet or a person asks for it. What was learnt is kept. Thread-safe.
 */
final class Images {
    private static final String AMAZON_LINUX = "al2023-ami-2023.*-kernel-*";

    private final Ec2Client ec2;
    private final boolean latest;
    private final List<SeenResource> instances;
    private final Map<String, String> architectures = new ConcurrentHashMap<>();
    private final Map<String, Image> images = new ConcurrentHashMap<>();
    private final Map<String, String> newest = new ConcurrentHashMap<>();

    /** Asks nobody yet; {@code latest}: the newest is taken although another is pinned. */
    Images(Ec2Client ec2, List<SeenResource> seen, boolean latest) {
        this.ec2 = ec2;
        this.latest = latest;
        this.instances = seen.stream()
                .filter(one ->
                        one.kind() == Kind.INSTANCE && !one.fact("image pinned").isEmpty())
                .toList();
    }

    /** The pinned image of a type's architecture, or the newest. */
    String forType(String type) {
        String architecture = architecture(type);
        Stream<SeenResource> pinned = latest ? Stream.of() : instances.stream();
        return pinned.filter(one -> one.fact("architecture").equals(architecture))
                // The living before the terminated; then any order, so long as it is always the same.
                .min(Comparator.comparing(SeenResource::isGone).thenComparing(SeenResource::name, Sight::byNumber))
                .map(one -> one.fact("image pinned"))
                .orElseGet(() -> newest(architecture));
    }

    /** As {@link #forType(String)}, but what the plan said if that runs on the type. */
    String forType(String type, String planned) {
        return byId(planned).architectureAsString().equals(architecture(type)) ? planned : forType(type);
    }

    private String architecture(String type) {
        return architectures.computeIfAbsent(type, t -> Ec2Account.ask(
                        "learn what " + t + " is", () -> ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings(t)))
                .instanceTypes()
                .getFirst()
                .processorInfo()
                .supportedArchitecturesAsStrings()
                .getLast());
    }

    private String newest(String architecture) {
        return newest.computeIfAbsent(architecture, a -> {
            List<Image> found = Ec2Account.ask(
                            "find Amazon Linux 2023 for " + a,
                            () -> ec2.describeImages(r -> r.owners("amazon")
                                    .filters(
                                            Filters.of("name", AMAZON_LINUX),
                                            Filters.of("architecture", a),
                                            Filters.of("state", "available"))))
                    .images();
            return found.stream()
                    .max(Comparator.comparing(Image::creationDate).thenComparing(Image::name))
                    .orElseThrow(() -> new CloudFailure(
                            "found no image " + AMAZON_LINUX + " of amazon for " + a + " in this region"))
                    .imageId();
        });
    }

    Image byId(String id) {
        return images.computeIfAbsent(
                id, i -> Ec2Account.ask("see the image " + i, () -> ec2.describeImages(r -> r.imageIds(i)))
                        .images()
                        .getFirst());
    }
}
