package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.machine.InstanceSpec;
import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.world.InstanceState;
import dev.seawall.deploy.lab.world.World;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** EC2 itself: what happens to a call before and after its operation. Not thread-safe: the world's lock. */
public final class Ec2 {
    public static final String VERSION = "2016-11-15";

    private final Operations operations = new Operations();
    private final Cloud cloud;
    private final Instances instances;
    private final Settling settling;
    private final @Nullable Firewalls firewalls;

    public Ec2(Cloud cloud, @Nullable Path spotPrices) {
        this.cloud = cloud;
        settling = new Settling(cloud);
        instances = new Instances(cloud);
        firewalls = cloud.landmarks() == null ? null : new Firewalls(cloud, cloud.landmarks());
        new Places(cloud).register(operations);
        new Vpcs(cloud).register(operations);
        new Subnets(cloud).register(operations);
        new InternetGateways(cloud).register(operations);
        new RouteTables(cloud).register(operations);
        new Routes(cloud).register(operations);
        new VpcEndpoints(cloud).register(operations);
        new SecurityGroups(cloud).register(operations);
        new SecurityGroupRules(cloud).register(operations);
        instances.register(operations);
        new Launches(cloud, instances).register(operations);
        new InstanceLifecycle(cloud, instances).register(operations);
        new InstanceAttributes(cloud, instances).register(operations);
        new NetworkInterfaces(cloud).register(operations);
        new Volumes(cloud).register(operations);
        new VolumeChanges(cloud).register(operations);
        new Attachments(cloud).register(operations);
        new Snapshots(cloud).register(operations);
        new Addresses(cloud).register(operations);
        new Tags(cloud).register(operations);
        new SpotPrices(spotPrices).register(operations);
    }

    /** Every machine that the world knows of, in whatever state, as it should be: what a restart goes on from. */
    public List<InstanceSpec> machines() {
        return cloud.world().instances.all().stream()
                .filter(instance -> !instance.is(InstanceState.TERMINATED) && !instance.dark)
                .map(instances::spec)
                .toList();
    }

    public ObjectNode call(String action, Parameters in) {
        var operation = operations.get(action);
        if (!in.text("Version", VERSION).equals(VERSION)) {
            throw new ApiError(
                    "NoSuchVersion",
                    "The requested version (" + in.text("Version")
                            + ") of service AmazonEC2 does not exist; this one speaks " + VERSION);
        }
        operation.check(in);
        if (in.flag("DryRun", false)) {
            throw new ApiError(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }
        settling.settle();
        String token = in.text("ClientToken", "");
        try {
            return token.isEmpty() ? operation.handler().answer(in) : once(action, token, operation, in);
        } finally {
            guard();
        }
    }

    /** Brings what machines may exchange in step with the world. */
    public void guard() {
        if (firewalls != null) {
            firewalls.update();
        }
    }

    /**
     * The VPC endpoints through which a request may have come: those of the machine that makes it, none when no machine
     * does, and every one where that can't be told.
     */
    public Set<String> endpointsPassed(InetAddress source) {
        var landmarks = cloud.landmarks();
        if (landmarks == null) {
            return cloud.world().endpoints.all().stream()
                    .filter(endpoint -> endpoint.state.equals("available"))
                    .map(endpoint -> endpoint.vpcEndpointId)
                    .collect(Collectors.toSet());
        }
        String machine = landmarks.machineBehind(source).orElse("");
        var reach = new Reach(cloud.world());
        return cloud.world().interfaces.all().stream()
                .filter(network -> network.privateIpAddress.equals(machine))
                .flatMap(network -> reach.endpoints(network).stream())
                .collect(Collectors.toSet());
    }

    /** The same token with the same parameters is the same call, however often it arrives. */
    private ObjectNode once(String action, String token, Operations.Operation operation, Parameters in) {
        if (token.length() > 64) {
            throw ApiError.invalidValue("The client token is longer than 64 characters");
        }
        String key = action + " " + token;
        World.Remembered before = cloud.world().tokens.get(key);
        if (before == null) {
            ObjectNode answer = operation.handler().answer(in);
            cloud.world().tokens.put(key, new World.Remembered(in.fingerprint(), answer.deepCopy()));
            return answer;
        }
        if (!before.fingerprint().equals(in.fingerprint())) {
            throw new ApiError(
                    "IdempotentParameterMismatch",
                    "Arguments on this idempotent request are inconsistent"
                            + " with arguments used in previous request(s).");
        }
        return action.equals("RunInstances") ? instances.again(before.answer()) : before.answer();
    }
}
