package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Filters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What Amazon offers in this region, from {@code catalog.json} beside this class. Immutable. */
public final class Catalog {
    private static final List<String> ZONES = List.of("a", "b", "c");

    private final JsonNode root;
    private final String region;

    public Catalog(String region) {
        this.region = region;
        try (InputStream in = Catalog.class.getResourceAsStream("catalog.json")) {
            root = Tree.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (find("regions", "regionName", region).isMissingNode()) {
            throw new IllegalArgumentException("there is no region '" + region + "' in catalog.json");
        }
    }

    public String region() {
        return region;
    }

    /** {@code regions}, {@code images}, {@code instanceTypes}, {@code accountAttributes} or {@code prefixLists}. */
    List<ObjectNode> all(String branch) {
        return StreamSupport.stream(root.path(branch).spliterator(), false)
                .map(node -> (ObjectNode) node.deepCopy())
                .toList();
    }

    private JsonNode find(String branch, String field, String value) {
        return all(branch).stream()
                .filter(node -> node.path(field).asString("").equals(value))
                .<JsonNode>map(node -> node)
                .findFirst()
                .orElse(Tree.MAPPER.missingNode());
    }

    List<ObjectNode> zones() {
        String prefix = find("regions", "regionName", region).path("_zones").asString();
        return ZONES.stream()
                .map(letter -> Tree.answer("zoneName", region + letter)
                        .put("zoneId", prefix + "-az" + (ZONES.indexOf(letter) + 1))
                        .put("zoneState", "available")
                        .put("zoneType", "availability-zone")
                        .put("optInStatus", "opt-in-not-required")
                        .put("regionName", region)
                        .put("groupName", region)
                        .put("networkBorderGroup", region))
                .toList();
    }

    /** The zone's other name, the same in every account. */
    String zoneId(String zone) {
        return zones().stream()
                .filter(z -> z.path("zoneName").asString().equals(zone))
                .map(z -> z.path("zoneId").asString())
                .findFirst()
                .orElseThrow(() -> new ApiError("InvalidZone.NotFound", "The zone '" + zone + "' does not exist."));
    }

    /** An image by its id, or by {@code resolve:ssm:} and the parameter that holds its id. */
    JsonNode image(String id) {
        JsonNode aliased = find("images", "_alias", id);
        return aliased.isMissingNode() ? requireImage(id) : aliased;
    }

    JsonNode requireImage(String id) {
        JsonNode image = find("images", "imageId", id);
        if (!image.isMissingNode()) {
            return image;
        }
        if (!id.matches("ami-([0-9a-f]{8}|[0-9a-f]{17})")) {
            throw new ApiError("InvalidAMIID.Malformed", "Invalid id: \"" + id + "\" (expecting \"ami-...\")");
        }
        throw new ApiError("InvalidAMIID.NotFound", "The image id '[" + id + "]' does not exist");
    }

    /** Missing when there is no such type. */
    JsonNode instanceType(String name) {
        return find("instanceTypes", "instanceType", name);
    }

    boolean offers(JsonNode instanceType, String zone) {
        return Filters.at(instanceType, "_notIn").noneMatch(letter -> zone.equals(region + letter));
    }

    String s3Service() {
        return "com.amazonaws." + region + ".s3";
    }

    /** The name of the service that a gateway endpoint's prefix list stands for. */
    String serviceOf(JsonNode prefixList) {
        return "com.amazonaws." + region + "." + prefixList.path("_service").asString();
    }

    void requirePrefixList(String id) {
        if (find("prefixLists", "prefixListId", id).isMissingNode()) {
            throw new ApiError("InvalidPrefixListID.NotFound", "The prefix list ID '" + id + "' does not exist");
        }
    }
}
