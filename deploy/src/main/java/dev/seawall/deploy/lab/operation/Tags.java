package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.Resource;
import dev.seawall.deploy.lab.world.Shelf;
import dev.seawall.deploy.lab.world.Tag;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Tags on what already exists. Not thread-safe: the world's lock. */
final class Tags {
    private static final Listing LISTING = new Listing("", "tagSet", "key value resource-id resource-type");

    private final Cloud cloud;

    Tags(Cloud cloud) {
        this.cloud = cloud;
    }

    void register(Operations table) {
        table.add("CreateTags", "ResourceId! Tag!", this::create);
        table.add("DeleteTags", "ResourceId! Tag", this::delete);
        table.add("DescribeTags", LISTING.parameters(), this::describe);
    }

    private List<Resource> resources(Parameters in) {
        var resources = new ArrayList<Resource>();
        for (String id : in.list("ResourceId")) {
            Shelf<?> shelf = cloud.world().shelfOf(id);
            if (shelf == null) {
                throw new ApiError("InvalidID", "The ID '" + id + "' is not valid");
            }
            resources.add(shelf.require(id));
        }
        return resources;
    }

    private ObjectNode create(Parameters in) {
        List<Tag> tags = Tagging.read(in);
        var merged = new ArrayList<List<Tag>>();
        List<Resource> resources = resources(in);
        for (Resource resource : resources) {
            var all = new ArrayList<>(resource.tagSet);
            all.removeIf(old -> tags.stream().anyMatch(t -> t.key().equals(old.key())));
            all.addAll(tags);
            Tagging.checkCount(all);
            merged.add(all);
        }
        for (int i = 0; i < merged.size(); i++) {
            resources.get(i).tagSet = merged.get(i);
        }
        return Tree.done();
    }

    /** Without tags all go; a tag without a value goes whatever its value; one with a value only if it has that one. */
    private ObjectNode delete(Parameters in) {
        List<Parameters> tags = in.structs("Tag");
        for (Resource resource : resources(in)) {
            resource.tagSet.removeIf(old -> tags.isEmpty()
                    || tags.stream()
                            .anyMatch(t -> t.text("Key").equals(old.key())
                                    && t.text("Value", old.value()).equals(old.value())));
        }
        return Tree.done();
    }

    private ObjectNode describe(Parameters in) {
        var rows = new ArrayList<ObjectNode>();
        for (Shelf<?> shelf : cloud.world().shelves()) {
            for (Resource resource : shelf.all()) {
                for (Tag tag : resource.tagSet) {
                    rows.add(Tree.of(tag)
                            .put("resourceId", resource.id())
                            .put("resourceType", shelf.kind().tagType()));
                }
            }
        }
        return LISTING.page(in, rows);
    }
}
