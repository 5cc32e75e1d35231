package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of one worker at random moments of concurrent writes, many times over: every acknowledged object must be
 * there whole, no unacknowledged one half-visible, and the other workers' objects served meanwhile.
 *
 * <p>{@code -Dseawall.crash.rounds=200} for the long run; {@code -Dseawall.crash.seed} repeats a run's choices.
 */
class CrashIT {
    private static final int ROUNDS = Integer.getInteger("seawall.crash.rounds", 2);
    private static final long SEED = Long.getLong("seawall.crash.seed", System.nanoTime());
    private static final String VICTIM = "worker-2";

    @TempDir
    Path directory;

    @Test
    void everyAcknowledgedObjectSurvivesItsWorkerBeingKilled() throws Exception {
        var random = new Random(SEED);
        long verified = 0;
        int rounds = 0;
        try (Farm farm = Farm.up(directory)) {
            var clients = new BusyClients(new ObjectsClient(farm.address()), SEED, VICTIM);
            try (clients) {
                for (; rounds < ROUNDS && clients.wrong.isEmpty(); rounds++) {
                    clients.awaitWrites(clients.written.get() + 1 + random.nextInt(150));
                    farm.kill9(VICTIM);
                    clients.awaitServedMeanwhile(clients.servedMeanwhile.get() + 20);
                    farm.seawall("up").mustSucceed();
                    verified += clients.verifyEverything();
                    System.out.printf("round %d: %d writes acknowledged%n", rounds + 1, clients.written.get());
                }
            }
            System.out.printf(
                    "%d rounds, seed %d: %d writes acknowledged, %d uncertain, %d refused unsent; %d objects verified;"
                            + " %d reads of other slots, none failed unless told below%n",
                    rounds,
                    SEED,
                    clients.written.get(),
                    clients.uncertain.get(),
                    clients.refused.get(),
                    verified,
                    clients.servedMeanwhile.get());
            assertThat(clients.wrong).isEmpty();
            assertThat(clients.servedMeanwhile.get()).isPositive();
        }
    }
}
