package dev.seawall.deploy.lab.world;

import dev.seawall.deploy.lab.wire.ApiError;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How EC2 spells each kind of resource: the prefix of its ids, its name as a tag's resource type, its errors. */
public enum Kind {
    VPC("vpc", "vpc", "InvalidVpcID", "The vpc ID '%s' does not exist"),
    SUBNET("subnet", "subnet", "InvalidSubnetID", "The subnet ID '%s' does not exist"),
    GATEWAY("igw", "internet-gateway", "InvalidInternetGatewayID", "The internetGateway ID '%s' does not exist"),
    ROUTE_TABLE("rtb", "route-table", "InvalidRouteTableID", "The routeTable ID '%s' does not exist"),
    ENDPOINT("vpce", "vpc-endpoint", "InvalidVpcEndpointId", "The Vpc Endpoint Id '%s' does not exist"),
    GROUP("sg", "security-group", "InvalidGroup", "The security group '%s' does not exist"),
    RULE("sgr", "security-group-rule", "InvalidSecurityGroupRuleId", "The security group rule ID '%s' does not exist"),
    INSTANCE("i", "instance", "InvalidInstanceID", "The instance ID '%s' does not exist"),
    INTERFACE("eni", "network-interface", "InvalidNetworkInterfaceID", "The networkInterface ID '%s' does not exist"),
    VOLUME("vol", "volume", "InvalidVolume", "The volume '%s' does not exist."),
    SNAPSHOT("snap", "snapshot", "InvalidSnapshot", "The snapshot '%s' does not exist."),
    ADDRESS("eipalloc", "elastic-ip", "InvalidAllocationID", "The allocation ID '%s' does not exist");

    private final String prefix;
    private final String tagType;
    private final String errorStem;
    private final String notFound;
    private final Pattern wellFormed;

    Kind(String prefix, String tagType, String errorStem, String notFound) {
        this.prefix = prefix;
        this.tagType = tagType;
        this.errorStem = errorStem;
        this.notFound = notFound;
        this.wellFormed = Pattern.compile(prefix + "-(?:[0-9a-f]{8}|[0-9a-f]{17})");
    }

    public String prefix() {
        return prefix;
    }

    public String tagType() {
        return tagType;
    }

    public ApiError notFound(String id) {
        return new ApiError(errorStem + ".NotFound", notFound.replace("%s", id));
    }

    /** Refuses what could never be an id of this kind. */
    public void checkForm(String id) {
        if (!wellFormed.matcher(id).matches()) {
            String code =
                    switch (this) {
                        case VPC -> "InvalidVpcId";
                        case GROUP -> "InvalidGroupId";
                        case VOLUME -> "InvalidVolumeID";
                        case SNAPSHOT -> "InvalidSnapshotID";
                        case GATEWAY -> "InvalidInternetGatewayId";
                        case ROUTE_TABLE -> "InvalidRouteTableId";
                        case INTERFACE -> "InvalidNetworkInterfaceId";
                        default -> errorStem;
                    };
            throw new ApiError(
                    code + ".Malformed",
                    "Invalid id: \"" + id + "\" (expecting \"" + prefix + "-...; the Id may only"
                            + " contain lowercase alphanumeric characters and a single dash\")");
        }
    }

    public static @Nullable Kind ofId(String id) {
        for (Kind kind : values()) {
            if (id.startsWith(kind.prefix + "-")) {
                return kind;
            }
        }
        return null;
    }
}
