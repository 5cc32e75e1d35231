package dev.seawall.deploy.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags that are the only state of a deployment. Stateless. */
final class Labels {
    static final String DEPLOYMENT = "seawall:deployment";
    static final String NAME = "seawall:name";
    static final String LAUNCH = "seawall:launch";
    static final String IMAGE = "seawall:image";

    private Labels() {}

    /** What everything of a deployment bears. */
    static List<Tag> of(String deployment, String name) {
        return List.of(tag(DEPLOYMENT, deployment), tag(NAME, name), tag("Name", deployment + " " + name));
    }

    static List<Tag> of(String deployment, String name, Map<String, String> more) {
        var tags = new ArrayList<>(of(deployment, name));
        more.forEach((key, value) -> tags.add(tag(key, value)));
        return List.copyOf(tags);
    }

    static TagSpecification at(ResourceType type, List<Tag> tags) {
        return TagSpecification.builder().resourceType(type).tags(tags).build();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** Empty when it isn't there. */
    static String read(List<Tag> tags, String key) {
        return tags.stream()
                .filter(tag -> tag.key().equals(key))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }

    /** The names of the tags that something of a deployment bears no more. */
    static String lost(List<Tag> tags, String deployment, String name) {
        return of(deployment, name).stream()
                .filter(tag -> !tags.contains(tag))
                .map(Tag::key)
                .collect(Collectors.joining(", "));
    }
}
