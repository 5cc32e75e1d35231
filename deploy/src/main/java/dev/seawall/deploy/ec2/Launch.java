package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.WantedResource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/**
 * Launches one slot's instance, once: by its tags an instance that lives is found and taken; by its token an instance
 * that EC2 doesn't show yet. Thread-safe, as the site is.
 */
record Launch(Site site, Images images, FirstBoot firstBoot) {
    /** Far more instances of one slot than can be launched while EC2 remembers their tokens. */
    private static final int GENERATIONS = 50;

    /** {@code types}: what to try, in this order, when EC2 has no room for one. */
    String run(WantedResource wanted, List<String> types, @Nullable String volumeId) {
        Optional<Instance> there = LookUp.instance(site, wanted.name());
        boolean found = there.isPresent();
        Instance instance = found ? there.get() : launch(wanted, types, volumeId);
        site.know(wanted.name(), instance.instanceId());
        awaitRunning(wanted.name(), instance.instanceId());
        return (found ? "found " : "launched ")
                + instance.instanceId()
                + (types.getFirst().equals(instance.instanceTypeAsString())
                        ? ""
                        : " as " + instance.instanceTypeAsString() + ", for want of " + types.getFirst());
    }

    private Instance launch(WantedResource wanted, List<String> types, @Nullable String volumeId) {
        String userData = firstBoot.userData(wanted.name(), volumeId);
        var full = new StringBuilder();
        for (String type : types) {
            try {
                return launch(wanted, type, userData);
            } catch (SdkException e) {
                if (!AwsErrors.isNoCapacity(e)) {
                    throw AwsErrors.failure("launch " + wanted.name(), e);
                }
                full.append("\n  ").append(type).append(": ").append(e.getMessage());
            }
        }
        throw new CloudFailure("EC2 has no room for " + wanted.name() + " in its zone with any of its types:" + full
                + "\nName another type in the blueprint (a list: the next is tried), or try again later");
    }

    private Instance launch(WantedResource wanted, String type, String userData) {
        Image image = images.byId(images.forType(type, wanted.attribute("image")));
        String hash = LaunchHash.of(type, image.imageId(), firstBoot.launchHash(wanted.name()));
        for (int generation = 0; generation < GENERATIONS; generation++) {
            String token = site.token(wanted.name(), hash, Integer.toString(generation));
            try {
                var request = request(wanted, type, image, hash, token, userData);
                return site.waiting()
                        .retrying(
                                site.target().timing().visible(),
                                e -> AwsErrors.isNotFound(e) || AwsErrors.isAddressInUse(e),
                                () -> site.ec2().runInstances(request))
                        .instances()
                        .getFirst();
            } catch (SdkException e) {
                if (AwsErrors.isTokenMismatch(e)) {
                    endEarlierLaunch(wanted.name(), token);
                    continue;
                }
                if (!AwsErrors.isTokenOfTerminated(e)) {
                    throw e;
                }
            }
        }
        throw new CloudFailure(wanted.name() + " was launched " + GENERATIONS
                + " times within EC2's memory, and each instance is terminated; see why with: aws ec2"
                + " describe-instances, aws ec2 get-console-output");
    }

    /**
     * An earlier run launched the slot and ended before EC2 showed the instance. The identity that waited for it has been
     * replaced since, so that it could never rotate its certificate: it makes room for another. It has no volume yet:
     * that would have been attached only after EC2 had shown it.
     */
    private void endEarlierLaunch(String name, String token) {
        Instance earlier = site.waiting()
                .until(
                        "EC2 to show what " + name + "'s earlier launch came to",
                        site.target().timing().visible(),
                        () -> LookUp.launchedWith(site, token),
                        Optional::isPresent)
                .orElseThrow();
        new InstanceWork(site).terminate(name, earlier.instanceId());
    }

    private RunInstancesRequest request(
            WantedResource wanted, String type, Image image, String hash, String token, String userData) {
        String name = wanted.name();
        String deployment = site.target().deployment();
        var tags = Labels.of(deployment, name, Map.of(Labels.LAUNCH, hash, Labels.IMAGE, image.imageId()));
        var request = RunInstancesRequest.builder()
                .imageId(image.imageId())
                .instanceType(type)
                .minCount(1)
                .maxCount(1)
                .clientToken(token)
                .subnetId(site.id(wanted.attribute("subnet")))
                .privateIpAddress(wanted.attribute("address"))
                .securityGroupIds(site.id(wanted.attribute("groups")))
                .metadataOptions(m -> m.httpTokens(HttpTokensState.REQUIRED)
                        .httpEndpoint(InstanceMetadataEndpointState.ENABLED)
                        .httpPutResponseHopLimit(1))
                .blockDeviceMappings(BlockDeviceMapping.builder()
                        .deviceName(image.rootDeviceName())
                        .ebs(e -> e.volumeType(VolumeType.GP3).encrypted(true).deleteOnTermination(true))
                        .build())
                .instanceInitiatedShutdownBehavior(ShutdownBehavior.STOP)
                .userData(Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8)))
                .tagSpecifications(
                        Labels.at(ResourceType.INSTANCE, tags),
                        Labels.at(ResourceType.VOLUME, Labels.of(deployment, name + Sight.ROOT)),
                        Labels.at(ResourceType.NETWORK_INTERFACE, Labels.of(deployment, name + "-interface")));
        if (wanted.attribute("market").equals("spot")) {
            request.instanceMarketOptions(m -> m.marketType(MarketType.SPOT))
                    .instanceInitiatedShutdownBehavior((ShutdownBehavior) null);
        }
        return request.build();
    }

    private void awaitRunning(String name, String id) {
        Instance now = site.waiting()
                .until(
                        name + " " + id + " to run",
                        site.target().timing().state(),
                        () -> describe(id),
                        i -> i.state().name() != InstanceStateName.PENDING);
        if (now.state().name() != InstanceStateName.RUNNING) {
            String reason =
                    now.stateReason() == null ? "" : ": " + now.stateReason().message();
            throw new CloudFailure(
                    name + " " + id + " is " + now.state().nameAsString() + " instead of running" + reason);
        }
    }

    Instance describe(String id) {
        return site.waiting()
                .visible(() -> site.ec2().describeInstances(r -> r.instanceIds(id)))
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
    }
}
