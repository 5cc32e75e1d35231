package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.SecurityGroup;
import dev.seawall.deploy.lab.world.Subnet;
import dev.seawall.deploy.lab.world.Tag;
import dev.seawall.deploy.lab.world.Volume;
import dev.seawall.deploy.lab.world.World;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What RunInstances asks for, every part of it checked against the world. Immutable. */
record LaunchRequest(
        Parameters in,
        JsonNode image,
        String instanceType,
        int count,
        Subnet subnet,
        List<SecurityGroup> groups,
        @Nullable String privateIp,
        boolean publicIp,
        String userData,
        Map<Kind, List<Tag>> tags) {

    static final String PARAMETERS = "ImageId! InstanceType! MinCount! MaxCount! ClientToken SubnetId SecurityGroupId"
            + " PrivateIpAddress NetworkInterface MetadataOptions UserData TagSpecification BlockDeviceMapping Placement"
            + " InstanceInitiatedShutdownBehavior DisableApiTermination EbsOptimized Monitoring InstanceMarketOptions";
    private static final int MAX_USER_DATA = 16_384;

    /** A volume that is born with the instance, and dies with it unless told otherwise. */
    record NewDisk(String device, Volume volume, boolean deleteOnTermination) {}

    static LaunchRequest read(Parameters in, Cloud cloud) {
        Catalog catalog = cloud.catalog();
        JsonNode image = catalog.image(in.text("ImageId"));
        JsonNode type = catalog.instanceType(in.text("InstanceType"));
        if (type.isMissingNode()) {
            throw ApiError.invalidValue("Invalid value '" + in.text("InstanceType") + "' for InstanceType.");
        }
        int count = count(in);
        checkArchitecture(image, type);
        Parameters network = network(in);
        String subnetId = network.find("SubnetId");
        if (subnetId == null) {
            throw new ApiError("VPCIdNotSpecified", "No default VPC for this user. Specify a subnet.");
        }
        Subnet subnet = cloud.world().subnets.require(subnetId);
        String zone = in.text("Placement.AvailabilityZone", subnet.availabilityZone);
        if (!zone.equals(subnet.availabilityZone)) {
            throw ApiError.invalidValue(
                    "The availability zone " + zone + " does not match the availability zone of subnet "
                            + subnet.subnetId + ", " + subnet.availabilityZone + ".");
        }
        String privateIp = network.find("PrivateIpAddress");
        if (privateIp != null) {
            if (count > 1) {
                throw ApiError.invalidCombination("privateIpAddress cannot be specified for more than one instance");
            }
            Subnets.checkAddress(cloud.world(), subnet, privateIp);
        }
        Subnets.checkRoom(cloud.world(), subnet, count);
        var request = new LaunchRequest(
                in,
                image,
                in.text("InstanceType"),
                count,
                subnet,
                groups(network.list("SecurityGroupId"), subnet, cloud.world()),
                privateIp,
                network.flag("AssociatePublicIpAddress", subnet.mapPublicIpOnLaunch),
                userData(in),
                Tagging.specifications(in, Kind.INSTANCE, Kind.VOLUME, Kind.INTERFACE));
        request.checkWords();
        request.newDisks(cloud);
        request.checkCapacity(type, cloud);
        return request;
    }

    List<Tag> tags(Kind kind) {
        return tags.getOrDefault(kind, List.of());
    }

    private static int count(Parameters in) {
        int min = in.integer("MinCount", 1);
        int max = in.integer("MaxCount", 1);
        if (min < 1 || min > max) {
            throw ApiError.invalidValue(
                    "Value (" + min + ") for parameter minCount is invalid. It must be at least 1 and at"
                            + " most maxCount (" + max + ").");
        }
        if (max > 20) {
            throw new ApiError(
                    "InstanceLimitExceeded",
                    "You have requested more instances (" + max + ") than your current"
                            + " instance limit of 20 allows.");
        }
        return max;
    }

    private static void checkArchitecture(JsonNode image, JsonNode type) {
        String made = image.path("architecture").asString();
        String runs = type.path("processorInfo")
                .path("supportedArchitectures")
                .path(0)
                .asString();
        if (!made.equals(runs)) {
            throw ApiError.invalidValue("The architecture '" + runs
                    + "' of the specified instance type does not match the"
                    + " architecture '" + made + "' of the specified AMI. Specify an instance type and an AMI that have"
                    + " matching architectures, and try again.");
        }
    }

    /** The interface is described either with the instance or by itself, never both. */
    private static Parameters network(Parameters in) {
        List<Parameters> interfaces = in.structs("NetworkInterface");
        if (interfaces.isEmpty()) {
            return in;
        }
        if (in.has("SubnetId") || in.has("SecurityGroupId") || in.has("PrivateIpAddress")) {
            throw ApiError.invalidCombination("Network interfaces and an instance-level subnet ID, security groups or"
                    + " private address may not be specified on the same request");
        }
        if (interfaces.size() > 1 || interfaces.getFirst().integer("DeviceIndex", -1) != 0) {
            throw ApiError.invalidValue("Exactly one network interface, with device index 0, is supported here");
        }
        return interfaces.getFirst();
    }

    private static List<SecurityGroup> groups(List<String> ids, Subnet subnet, World world) {
        if (ids.isEmpty()) {
            return world.groups.all().stream()
                    .filter(g -> g.vpcId.equals(subnet.vpcId) && g.groupName.equals("default"))
                    .toList();
        }
        return ids.stream()
                .map(id -> inSameNetwork(world.groups.require(id), subnet))
                .toList();
    }

    private static SecurityGroup inSameNetwork(SecurityGroup group, Subnet subnet) {
        if (!group.vpcId.equals(subnet.vpcId)) {
            throw new ApiError(
                    "InvalidParameter",
                    "Security group " + group.groupId + " and subnet " + subnet.subnetId
                            + " belong to different networks.");
        }
        return group;
    }

    private static String userData(Parameters in) {
        String text = in.text("UserData", "");
        try {
            if (Base64.getMimeDecoder().decode(text).length > MAX_USER_DATA) {
                throw ApiError.invalidValue("User data is limited to " + MAX_USER_DATA + " bytes");
            }
        } catch (IllegalArgumentException e) {
            throw new ApiError("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
        }
        return text;
    }

    /** For each instance anew: the image's root volume, as the request changes it, and the volumes it adds. */
    List<NewDisk> newDisks(Cloud cloud) {
        String root = image.path("rootDeviceName").asString();
        var disks = new ArrayList<NewDisk>();
        List<Parameters> mappings = in.structs("BlockDeviceMapping");
        if (mappings.stream().noneMatch(m -> root.equals(m.find("DeviceName")))) {
            disks.add(disk(Parameters.parse("DeviceName=" + root), true, cloud));
        }
        for (Parameters mapping : mappings) {
            String device = mapping.text("DeviceName");
            if (disks.stream().anyMatch(d -> d.device().equals(device))) {
                throw new ApiError(
                        "InvalidBlockDeviceMapping",
                        "The device '" + device + "' is used in more than one" + " block-device mapping");
            }
            disks.add(disk(mapping, device.equals(root), cloud));
        }
        return disks;
    }

    private NewDisk disk(Parameters mapping, boolean root, Cloud cloud) {
        Volume volume = Volumes.read(mapping, "Ebs.", root ? 8 : 0, cloud);
        volume.availabilityZone = subnet.availabilityZone;
        return new NewDisk(mapping.text("DeviceName"), volume, mapping.flag("Ebs.DeleteOnTermination", true));
    }

    private void checkWords() {
        in.oneOf("InstanceInitiatedShutdownBehavior", "stop", Set.of("stop", "terminate"));
        in.oneOf("MetadataOptions.HttpTokens", "required", Set.of("optional", "required"));
        in.oneOf("MetadataOptions.HttpEndpoint", "enabled", Set.of("enabled", "disabled"));
        in.oneOf("InstanceMarketOptions.MarketType", "spot", Set.of("spot"));
        int hops = in.integer("MetadataOptions.HttpPutResponseHopLimit", 2);
        if (hops < 1 || hops > 64) {
            throw in.invalid("MetadataOptions.HttpPutResponseHopLimit", "" + hops, "It must be 1 to 64.");
        }
    }

    private void checkCapacity(JsonNode type, Cloud cloud) {
        String zone = subnet.availabilityZone;
        if (!cloud.catalog().offers(type, zone)) {
            throw new ApiError(
                    "Unsupported",
                    "Your requested instance type (" + instanceType + ") is not supported in your"
                            + " requested Availability Zone (" + zone + ").");
        }
        if (cloud.faults().lacksCapacity(instanceType, zone)) {
            throw new ApiError(
                    500,
                    "InsufficientInstanceCapacity",
                    "We currently do not have sufficient " + instanceType
                            + " capacity in the Availability Zone you requested (" + zone + ").");
        }
    }
}
