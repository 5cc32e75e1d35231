package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.world.Instance;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.NetworkInterface;
import dev.seawall.deploy.lab.world.SecurityGroup;
import dev.seawall.deploy.lab.world.Shelf;
import dev.seawall.deploy.lab.world.Volume;
import dev.seawall.deploy.lab.world.World;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** RunInstances: an instance, its interface and its volumes come into being together. The world's lock. */
final class Launches {
    private final Cloud cloud;
    private final World world;
    private final Instances instances;

    Launches(Cloud cloud, Instances instances) {
        this.cloud = cloud;
        this.world = cloud.world();
        this.instances = instances;
    }

    void register(Operations table) {
        table.add("RunInstances", LaunchRequest.PARAMETERS, this::run);
    }

    private ObjectNode run(Parameters in) {
        LaunchRequest request = LaunchRequest.read(in, cloud);
        String reservation = Shelf.newId("r");
        for (int index = 0; index < request.count(); index++) {
            Instance instance = instance(request, reservation, index);
            NetworkInterface network = network(request, instance);
            instance.privateIpAddress = network.privateIpAddress;
            instance.privateDnsName = "ip-" + network.privateIpAddress.replace('.', '-') + ".ec2.internal";
            cloud.create(
                    world.instances,
                    instance,
                    request.tags(Kind.INSTANCE),
                    cloud.pace().instance());
            request.newDisks(cloud).forEach(disk -> volume(request, disk, instance));
            instance.dark = cloud.faults().staysDark();
            if (!instance.dark) {
                cloud.machines().launch(instances.spec(instance));
            }
        }
        return instances.reservation(reservation);
    }

    private Instance instance(LaunchRequest request, String reservation, int index) {
        Parameters in = request.in();
        var instance = new Instance();
        instance.instanceId = world.instances.newId();
        instance.reservationId = reservation;
        instance.amiLaunchIndex = index;
        instance.imageId = request.image().path("imageId").asString();
        instance.architecture = request.image().path("architecture").asString();
        instance.rootDeviceName = request.image().path("rootDeviceName").asString();
        instance.instanceType = request.instanceType();
        instance.launchTime = cloud.now();
        instance.placement = new Instance.Placement(request.subnet().availabilityZone, "", "default");
        instance.monitoring = new Instance.Monitoring(in.flag("Monitoring.Enabled", false) ? "enabled" : "disabled");
        instance.subnetId = request.subnet().subnetId;
        instance.vpcId = request.subnet().vpcId;
        instance.clientToken = in.text("ClientToken", "");
        instance.instanceLifecycle = in.find("InstanceMarketOptions.MarketType");
        instance.ebsOptimized = in.flag("EbsOptimized", false);
        instance.userData = request.userData();
        instance.disableApiTermination = in.flag("DisableApiTermination", false);
        instance.shutdownBehavior = in.text("InstanceInitiatedShutdownBehavior", "stop");
        instance.metadataOptions = new Instance.MetadataOptions(
                "applied",
                in.text("MetadataOptions.HttpTokens", "required"),
                in.integer("MetadataOptions.HttpPutResponseHopLimit", 2),
                in.text("MetadataOptions.HttpEndpoint", "enabled"));
        return instance;
    }

    private NetworkInterface network(LaunchRequest request, Instance instance) {
        var network = new NetworkInterface();
        network.networkInterfaceId = world.interfaces.newId();
        network.subnetId = instance.subnetId;
        network.vpcId = instance.vpcId;
        network.availabilityZone = instance.placement.availabilityZone();
        network.privateIpAddress =
                request.privateIp() != null ? request.privateIp() : Subnets.freeAddress(world, request.subnet());
        network.macAddress = "02:" + network.networkInterfaceId.substring(6, 16).replaceAll("(..)(?=.)", "$1:");
        request.groups().stream().map(SecurityGroup::ref).forEach(network.groupSet::add);
        network.attachment = new NetworkInterface.Attachment(
                Shelf.newId("eni-attach"),
                instance.instanceId,
                World.ACCOUNT,
                0,
                "attached",
                instance.launchTime,
                true);
        network.wantsPublicIp = request.publicIp();
        network.passingPublicIp = network.wantsPublicIp ? Addresses.freePublicIp(cloud) : null;
        return cloud.create(world.interfaces, network, request.tags(Kind.INTERFACE), Duration.ZERO);
    }

    private void volume(LaunchRequest request, LaunchRequest.NewDisk disk, Instance instance) {
        Volume volume = disk.volume();
        volume.volumeId = world.volumes.newId();
        volume.createTime = instance.launchTime;
        volume.status = "in-use";
        volume.attachmentSet.add(new Volume.Attachment(
                volume.volumeId,
                instance.instanceId,
                disk.device(),
                "attached",
                instance.launchTime,
                disk.deleteOnTermination()));
        cloud.create(world.volumes, volume, request.tags(Kind.VOLUME), Duration.ZERO);
        cloud.disks().create(volume.volumeId, volume.size, volume.snapshotId.isEmpty() ? null : volume.snapshotId);
    }
}
