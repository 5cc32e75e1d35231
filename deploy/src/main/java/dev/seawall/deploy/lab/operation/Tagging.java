package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The rules for tags, wherever they are given. Stateless. */
final class Tagging {
    private static final int MAX_TAGS = 50;

    private Tagging() {}

    /** The tags that a creation gives to the one thing it creates. */
    static List<Tag> of(Parameters in, Kind kind) {
        return specifications(in, kind).getOrDefault(kind, List.of());
    }

    /** The tags that a creation gives to each kind of thing it creates. */
    static Map<Kind, List<Tag>> specifications(Parameters in, Kind... creates) {
        var tags = new EnumMap<Kind, List<Tag>>(Kind.class);
        for (Kind kind : creates) {
            tags.put(kind, List.of());
        }
        for (Parameters specification : in.structs("TagSpecification")) {
            String type = specification.text("ResourceType");
            Kind kind = Arrays.stream(creates)
                    .filter(k -> k.tagType().equals(type))
                    .findFirst()
                    .orElseThrow(() -> ApiError.invalidValue(
                            "'" + type + "' is not a valid taggable resource type for this operation."));
            tags.put(kind, read(specification));
        }
        return tags;
    }

    /** {@code Tag.1.Key}, {@code Tag.1.Value}, … */
    static List<Tag> read(Parameters in) {
        var tags = new ArrayList<Tag>();
        for (Parameters given : in.structs("Tag")) {
            var tag = new Tag(given.text("Key"), given.text("Value", ""));
            if (tag.key().startsWith("aws:")) {
                throw ApiError.invalidValue("Tag keys starting with 'aws:' are reserved for internal use");
            }
            if (tag.key().length() > 127 || tag.value().length() > 255) {
                throw ApiError.invalidValue("Tag key or value exceeds the maximum length of 127 or 255 characters");
            }
            if (tags.stream().anyMatch(t -> t.key().equals(tag.key()))) {
                throw ApiError.invalidValue("Duplicate tag key '" + tag.key() + "' specified.");
            }
            tags.add(tag);
        }
        checkCount(tags);
        return tags;
    }

    static void checkCount(List<Tag> tags) {
        if (tags.size() > MAX_TAGS) {
            throw new ApiError("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
        }
    }
}
