package dev.seawall.deploy.command;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code seawall snapshot [worker-2|all]}: keeps what data volumes hold now. */
@Command(
        name = "snapshot",
        description =
                "Keep what data volumes hold now, as EBS snapshots. One of a running worker is as after a power cut.")
public final class SnapshotCommand implements Callable<Integer> {
    private static final String ALL = "all";

    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Parameters(paramLabel = "WORKER", arity = "0..1", description = "worker-2, or all. Default: ${DEFAULT-VALUE}")
    private String worker = ALL;

    public SnapshotCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        try (var cloud = deployment.openCloud()) {
            if (!worker.equals(ALL)) {
                cloud.requireSlot(worker);
            }
            var slots = cloud.slots();
            var workers = worker.equals(ALL) ? slots.workers() : List.of(worker);
            var out = terminal.out();
            slots.snapshot(workers, "snapshot " + UUID.randomUUID()).forEach(taken -> {
                out.println(taken.slot() + ": " + taken.snapshotId() + " of " + taken.volumeId());
                out.println("  restore: ./seawall restore " + taken.slot() + " --from " + taken.snapshotId()
                        + deployment.again());
            });
            out.println("EC2 completes snapshots in the background; they hold what the volumes held now, and stay after"
                    + " down");
            out.flush();
            return ExitCode.OK;
        }
    }
}
