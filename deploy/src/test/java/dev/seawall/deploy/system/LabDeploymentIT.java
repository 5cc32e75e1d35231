package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way to EC2, rehearsed whole: launched on the lab, served through the front door's public address, a worker
 * replaced and all certificates rotated while clients read and write, rolled back to a snapshot, taken down.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the lab's machines need all of 127.0.0.0/8 and /proc")
class LabDeploymentIT {
    private static final long SEED = Long.getLong("seawall.crash.seed", System.nanoTime());
    private static final Pattern SNAPSHOT = Pattern.compile("snap-[0-9a-f]+");

    @TempDir
    Path directory;

    @Test
    void aDeploymentIsLaunchedReplacedRotatedRestoredAndTakenDownWithNothingLost() throws Exception {
        try (var lab = LabDeployment.up(directory)) {
            var objects = new ObjectsClient(lab.address());
            assertThat(lab.seawall("plan").exitCode()).as("plan after up").isZero();
            assertThat(lab.seawall("verify").mustSucceed().output()).isNotBlank();

            replaceWhileClientsGoOn(lab, objects);
            rotateWhileClientsGoOn(lab, objects);
            restore(lab, objects);

            var status = lab.seawall("status").mustSucceed().output();
            assertThat(status)
                    .contains("front-door-1 reached worker-1", "front-door-1 reached worker-2", "fence held by");
            var down = lab.down().mustSucceed();
            assertThat(down.output()).contains("a sweep by tag found nothing else", "kept: worker-1-volume");
            assertThat(lab.processes()).isEmpty();
        }
    }

    /** Nothing acknowledged is lost, and errors come from the replaced slot alone, for as long as it is away. */
    private static void replaceWhileClientsGoOn(LabDeployment lab, ObjectsClient objects) throws Exception {
        var clients = new BusyClients(objects, SEED, "worker-2");
        try (clients) {
            clients.awaitWrites(100);
            long began = System.nanoTime();
            lab.seawall("replace", "worker-2", "--yes").mustSucceed();
            var took = Duration.ofNanos(System.nanoTime() - began);
            clients.awaitWrites(clients.written.get() + 100);
            long verified = clients.verifyEverything();

            System.out.printf(
                    "replace of worker-2 took %d ms, seed %d: %d writes acknowledged, %d uncertain, %d refused unsent,"
                            + " none of them of other slots; longest without a write in slot 2: %d ms; %d objects"
                            + " verified; %d reads of other slots%n",
                    took.toMillis(),
                    SEED,
                    clients.written.get(),
                    clients.uncertain.get(),
                    clients.refused.get(),
                    clients.longestOutage().toMillis(),
                    verified,
                    clients.servedMeanwhile.get());
            assertThat(clients.longestOutage()).isLessThan(took.plusSeconds(5));
            assertThat(clients.refused.get() + clients.uncertain.get()).isPositive();
        }
        assertThat(clients.wrong).isEmpty();
    }

    /** Not one request fails. */
    private static void rotateWhileClientsGoOn(LabDeployment lab, ObjectsClient objects) throws Exception {
        var clients = new BusyClients(objects, SEED + 100, "nobody");
        try (clients) {
            clients.awaitWrites(100);
            var rotated = lab.seawall("rotate-certs").mustSucceed().output();
            assertThat(rotated).contains("worker-1", "worker-2", "worker-3", "front-door-1");
            clients.awaitWrites(clients.written.get() + 100);
            clients.verifyEverything();
        }
        assertThat(clients.wrong).isEmpty();
    }

    private static void restore(LabDeployment lab, ObjectsClient objects) throws Exception {
        List<String> keys = List.of("kept/1", "kept/2", "kept/3", "kept/4", "kept/5", "kept/6");
        for (String key : keys) {
            assertThat(objects.put(key, Content.bytes(1, 50_000)).statusCode()).isEqualTo(201);
        }
        var found = SNAPSHOT.matcher(
                lab.seawall("snapshot", "worker-2").mustSucceed().output());
        assertThat(found.find()).isTrue();
        for (String key : keys) {
            assertThat(objects.put(key, Content.bytes(2, 50_000)).statusCode()).isEqualTo(204);
        }

        lab.seawall("restore", "worker-2", "--from", found.group(), "--yes").mustSucceed();

        for (String key : keys) {
            long seed = SlotOwner.of(key, 3).equals("worker-2") ? 1 : 2;
            assertThat(objects.get(key).body()).as(key).isEqualTo(Content.bytes(seed, 50_000));
        }
        assertThat(keys).anyMatch(key -> SlotOwner.of(key, 3).equals("worker-2"));
    }
}
