package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.lab.fault.Faults;
import dev.seawall.deploy.lab.wire.ApiError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of {@code up}, {@code replace} and {@code down} at random boundaries of their calls, on bad days, then the same
 * command until it says that it is done: no duplicate, no orphan, no lost volume. {@code -Dseawall.crash.points=50} for
 * the long run; {@code -Dseawall.crash.seed} repeats one.
 */
class CrashPointsIT {
    /** A killed command may leave what only its second run can see. */
    private static final int RUNS = 4;

    /** So many looks at something new find nothing, at most. */
    private static final int MOST_HIDDEN = 2;

    private static final String[] UP = {"up", "--yes", "--no-wait"};
    private static final String[] REPLACE = {"replace", "worker-2", "--yes", "--no-wait"};
    private static final String[] DOWN = {"down", "--yes"};

    private final long seed = Long.getLong("seawall.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Integer> struck = new TreeMap<>();
    private final List<Integer> runsNeeded = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void whatWasKilledAnywhereConvergesWhenItIsRunAgain() throws Exception {
        int points = Integer.getInteger("seawall.crash.points", 2);
        try (var cloud = new CloudRun(directory);
                var account = new CloudAccount(cloud.ec2.endpoint())) {
            var ups = mustSucceed(cloud.run(UP));
            Map<String, String> data = account.data();
            var replaces = mustSucceed(cloud.run(REPLACE));
            var downs = mustSucceed(cloud.run(DOWN));

            for (int point = 1; point <= points; point++) {
                crash(cloud, account, ups, UP);
                account.mustHoldOneDeployment();
                assertThat(account.data()).as("data after up").isEqualTo(data);

                String old = account.instances().get("worker-2");
                crash(cloud, account, replaces, REPLACE);
                account.mustHoldOneDeployment();
                assertThat(account.data()).as("data after replace").isEqualTo(data);
                assertThat(account.instances().get("worker-2")).isNotEqualTo(old);
                // EC2 may hide a snapshot from the look-up that comes before the next.
                assertThat(account.snapshotsTakenFor(old)).hasSizeBetween(1, 2);

                crash(cloud, account, downs, DOWN);
                account.mustHoldOnlyData();
                assertThat(account.data()).as("data after down").isEqualTo(data);
                data.values()
                        .forEach(volume -> assertThat(cloud.machines.contents).containsKey(volume));
            }
        }
        System.out.printf(
                "crash points: %d of up, replace and down each, seed %d; killed %d times, at %d different calls;"
                        + " runs until done: %.2f on average, %d at most%n",
                points,
                seed,
                struck.values().stream().mapToInt(Integer::intValue).sum(),
                struck.size(),
                runsNeeded.stream().mapToInt(Integer::intValue).average().orElse(0),
                runsNeeded.stream().mapToInt(Integer::intValue).max().orElse(0));
        struck.forEach((call, times) -> System.out.println("  " + times + " " + call));
    }

    private static CloudRun.Ended mustSucceed(CloudRun.Ended ended) {
        assertThat(ended.code()).as(ended.output()).isZero();
        return ended;
    }

    private void crash(CloudRun cloud, CloudAccount account, CloudRun.Ended whole, String... command)
            throws IOException, InterruptedException {
        badDay(cloud.ec2.faults());
        // Most calls only look: every second point is at one that changes something.
        boolean changes = random.nextBoolean();
        int boundary = 1 + random.nextInt(changes ? whole.changes() : whole.boundaries());
        var killed = cloud.run(boundary, changes, command);
        if (killed.killed()) {
            struck.merge(command[0] + " at " + killed.struck(), 1, Integer::sum);
        }
        List<String> said = new ArrayList<>(List.of("killed at " + killed.struck() + "\n" + killed.output()));
        for (int run = 1; run <= RUNS; run++) {
            var ended = cloud.run(command);
            said.add(ended.code() + "\n" + ended.output());
            if (ended.code() == 0) {
                runsNeeded.add(run);
                cloud.ec2.faults().clear();
                account.lookUntilNothingIsHidden(MOST_HIDDEN);
                return;
            }
        }
        throw new AssertionError("seed " + seed + ": " + command[0] + " was not done after " + RUNS + " runs:\n"
                + String.join("\n----\n", said));
    }

    /** Some of what EC2 does now and then, for the run that is killed and those after it. */
    private void badDay(Faults faults) {
        faults.clear();
        faults.hideNew(random.nextInt(MOST_HIDDEN + 1));
        faults.throttle(Faults.ANY, random.nextInt(4));
        if (random.nextBoolean()) {
            faults.noCapacity("m7g.large", "us-east-1a");
        }
        if (random.nextBoolean()) {
            faults.noCapacity("c7g.large", "us-east-1a");
        }
        var violation = new ApiError("DependencyViolation", "resource has a dependent object");
        for (String deletion : List.of("DeleteSecurityGroup", "DeleteSubnet", "DetachInternetGateway", "DeleteVpc")) {
            faults.refuse(deletion, random.nextInt(3), violation);
        }
        var creations = List.of("CreateVpc", "CreateVolume", "RunInstances", "AllocateAddress", "CreateSnapshot");
        faults.loseAnswers(creations.get(random.nextInt(creations.size())), 1);
    }
}
