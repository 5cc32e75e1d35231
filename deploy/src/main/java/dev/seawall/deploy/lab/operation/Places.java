package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Listing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What may be rented here: regions, zones, machine types, images, prefix lists. Stateless. */
final class Places {
    private static final Listing REGIONS =
            new Listing("", "regionInfo", "region-name endpoint=regionEndpoint opt-in-status");
    private static final Listing ZONES =
            new Listing("", "availabilityZoneInfo", "zone-name zone-id state=zoneState region-name zone-type");
    private static final Listing TYPES = new Listing("", "instanceTypeSet", """
            instance-type current-generation hypervisor
            vcpu-info.default-vcpus=vCpuInfo.defaultVCpus
            memory-info.size-in-mib=memoryInfo.sizeInMiB
            processor-info.supported-architecture=processorInfo.supportedArchitectures""");
    private static final Listing OFFERINGS = new Listing("", "instanceTypeOfferingSet", "instance-type location");
    private static final Listing IMAGES = new Listing("", "imagesSet", """
            name architecture state=imageState image-id owner-alias=imageOwnerAlias
            owner-id=imageOwnerId root-device-type virtualization-type""");
    private static final Listing PREFIX_LISTS =
            new Listing("", "prefixListSet", "prefix-list-id prefix-list-name owner-id");

    private final Catalog catalog;

    Places(Cloud cloud) {
        this.catalog = cloud.catalog();
    }

    void register(Operations table) {
        table.add(
                "DescribeRegions",
                "RegionName AllRegions Filter",
                in -> named(in, "RegionName", "regionName", catalog.all("regions"), "InvalidParameterValue", REGIONS));
        table.add(
                "DescribeAvailabilityZones",
                "ZoneName ZoneId AllAvailabilityZones Filter",
                in -> named(
                        in,
                        in.has("ZoneId") ? "ZoneId" : "ZoneName",
                        in.has("ZoneId") ? "zoneId" : "zoneName",
                        catalog.zones(),
                        "InvalidParameterValue",
                        ZONES));
        table.add(
                "DescribeInstanceTypes",
                "InstanceType Filter MaxResults NextToken",
                in -> named(
                        in,
                        "InstanceType",
                        "instanceType",
                        catalog.all("instanceTypes"),
                        "InvalidInstanceType",
                        TYPES));
        table.add("DescribeInstanceTypeOfferings", "LocationType Filter MaxResults NextToken", this::offerings);
        table.add(
                "DescribeImages",
                "ImageId Owner ExecutableBy IncludeDeprecated Filter MaxResults NextToken",
                this::images);
        table.add("DescribePrefixLists", "PrefixListId Filter MaxResults NextToken", in -> prefixLists(in, false));
        table.add(
                "DescribeManagedPrefixLists", "PrefixListId Filter MaxResults NextToken", in -> prefixLists(in, true));
        table.add(
                "DescribeAccountAttributes",
                "AttributeName",
                in -> named(
                        in,
                        "AttributeName",
                        "attributeName",
                        catalog.all("accountAttributes"),
                        "InvalidParameterValue",
                        new Listing("", "accountAttributeSet", "")));
    }

    /** Those with the names asked for, or all; each name must exist. */
    private static ObjectNode named(
            Parameters in, String parameter, String field, List<ObjectNode> all, String unknown, Listing listing) {
        List<String> names = in.list(parameter);
        if (names.isEmpty()) {
            return listing.page(in, all);
        }
        var missing = new HashSet<>(names);
        var found = all.stream()
                .filter(node -> names.contains(node.path(field).asString()))
                .toList();
        found.forEach(node -> missing.remove(node.path(field).asString()));
        if (!missing.isEmpty()) {
            throw new ApiError(
                    unknown,
                    unknown.equals("InvalidInstanceType")
                            ? "The following supplied instance types do not exist: " + missing
                            : "Invalid " + parameter + ": " + missing);
        }
        return listing.page(in, found);
    }

    private ObjectNode offerings(Parameters in) {
        String type = in.text("LocationType", "region");
        var rows = new ArrayList<ObjectNode>();
        for (ObjectNode offered : catalog.all("instanceTypes")) {
            for (ObjectNode zone : catalog.zones()) {
                String location =
                        switch (type) {
                            case "region" -> catalog.region();
                            case "availability-zone" -> zone.path("zoneName").asString();
                            case "availability-zone-id" -> zone.path("zoneId").asString();
                            default -> throw in.invalid("LocationType", type, "Unknown location type.");
                        };
                ObjectNode row = Tree.answer("instanceType", offered.path("instanceType"))
                        .put("locationType", type)
                        .put("location", location);
                if (catalog.offers(offered, zone.path("zoneName").asString()) && !rows.contains(row)) {
                    rows.add(row);
                }
            }
        }
        return OFFERINGS.page(in, rows);
    }

    private ObjectNode images(Parameters in) {
        in.list("ImageId").forEach(catalog::requireImage);
        List<String> owners = in.list("Owner");
        List<String> ids = in.list("ImageId");
        return IMAGES.page(
                in,
                catalog.all("images").stream()
                        .filter(i ->
                                ids.isEmpty() || ids.contains(i.path("imageId").asString()))
                        .filter(i -> owners.isEmpty()
                                || owners.contains("amazon")
                                || owners.contains(i.path("imageOwnerId").asString()))
                        .toList());
    }

    private ObjectNode prefixLists(Parameters in, boolean managed) {
        List<String> ids = in.list("PrefixListId");
        ids.forEach(catalog::requirePrefixList);
        return PREFIX_LISTS.page(
                in,
                catalog.all("prefixLists").stream()
                        .filter(list -> ids.isEmpty()
                                || ids.contains(list.path("prefixListId").asString()))
                        .map(list -> managed ? asManaged(list) : list.put("prefixListName", catalog.serviceOf(list)))
                        .toList());
    }

    private ObjectNode asManaged(ObjectNode list) {
        String id = list.path("prefixListId").asString();
        return Tree.answer("prefixListId", id)
                .put("addressFamily", "IPv4")
                .put("state", "create-complete")
                .put("prefixListArn", "arn:aws:ec2:" + catalog.region() + ":aws:prefix-list/" + id)
                .put("prefixListName", catalog.serviceOf(list))
                .put("ownerId", "AWS");
    }
}
