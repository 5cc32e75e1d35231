package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.BlueprintException;
import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.ec2.Ec2Deployment.Outlook;
import dev.seawall.deploy.ec2.Ec2Deployment.Wishes;
import dev.seawall.deploy.lab.LabConfig;
import dev.seawall.deploy.lab.PretendMachines;
import dev.seawall.deploy.lab.SmallEc2;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * A small EC2 with pretended machines, and what a command line does with it; {@link #person} is somebody else who works in
 * the same account. Not thread-safe.
 */
final class Rig implements AutoCloseable {
    static final String BLUEPRINT = """
            name: shop
            zones: [a, b]
            operators: [198.51.100.7/32]
            frontdoors: {count: 2}
            workers: {count: 2, volume: {size: 20GiB}}
            """;
    private static final Timing TIMING = new Timing(
            Duration.ofMillis(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5));

    final PretendMachines machines = new PretendMachines();
    final SmallEc2 ec2;
    final List<String> told = new CopyOnWriteArrayList<>();

    /** What first boots depend on; tests change it. */
    final Map<String, String> launchHashes = new ConcurrentHashMap<>();

    private final Ec2Account account;
    private String yaml = BLUEPRINT;

    Rig() throws IOException {
        ec2 = SmallEc2.start(LabConfig.of(machines, machines));
        account = new Ec2Account(connection());
    }

    Connection connection() {
        return new Connection(ec2.endpoint(), "us-east-1", null, new Connection.Keys("lab", "lab"));
    }

    /** From now on, the blueprint says this. */
    void blueprint(String text) {
        yaml = text;
    }

    CloudTarget target() {
        try {
            var blueprint = Blueprint.parse("seawall.yaml", yaml);
            return new CloudTarget(
                    "ec2", blueprint, NetworkPlan.of(blueprint), blueprint.operators(), connection(), TIMING);
        } catch (BlueprintException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** As a command line opens it. */
    Ec2Deployment open() {
        return new Ec2Deployment(target(), bucket -> new WrittenBoot(), System::nanoTime);
    }

    Outlook plan() {
        return plan(Wishes.NONE);
    }

    Outlook plan(Wishes wishes) {
        try (var deployment = open()) {
            return deployment.plan(wishes);
        }
    }

    Outlook up() {
        return up(Wishes.NONE);
    }

    /** Plans, and carries out what was planned. */
    Outlook up(Wishes wishes) {
        try (var deployment = open()) {
            return deployment.up(deployment.plan(wishes).plan(), wishes, false, this::hear);
        }
    }

    List<String> down(boolean deleteVolumes) {
        try (var deployment = open()) {
            return deployment.down(deleteVolumes, this::hear);
        }
    }

    void hear(String step, StepListener.Stand stand, String words) {
        told.add(step + " " + stand + " " + words);
    }

    /** For what a person waits for with the tool's own words. */
    Site site() {
        var inventory = Inventory.take(person(), "shop", "us-east-1");
        return new Site(target(), account, System::nanoTime, inventory, List.of());
    }

    Ec2Client person() {
        return account.repeating();
    }

    /** The id of what the plan calls so. */
    String id(String name) {
        return plan().seen().stream()
                .filter(one -> one.name().equals(name) && !one.isGone())
                .findFirst()
                .orElseThrow()
                .id();
    }

    List<Instance> instances(String... states) {
        return person()
                .describeInstances(r -> r.filters(Filters.of("instance-state-name", List.of(states))))
                .reservations()
                .stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    /** How often an action was called so far. */
    int calls(String action) {
        return ec2.record().counts().getOrDefault("ec2:" + action, 0);
    }

    @Override
    public void close() {
        account.close();
        ec2.close();
    }

    /** Says which slot and which volume; like a script with a signed URL, it is never the same twice. */
    private final class WrittenBoot implements FirstBoot {
        @Override
        public String launchHash(String slot) {
            return launchHashes.getOrDefault(slot, "first");
        }

        @Override
        public String userData(String slot, @Nullable String volumeId) {
            return "#!/bin/bash\necho " + slot + " " + volumeId + " " + System.nanoTime() + "\n";
        }
    }
}
