package dev.seawall.deploy.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seawall up}: starts what is missing, changes what differs, and returns when requests are served. */
@Command(
        name = "up",
        description = "Start the deployment, or bring it to what the blueprint says, and wait until it serves.")
public final class UpCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Option(
            names = "--tls",
            description =
                    "Serve https too, with a certificate of a local authority. Without it, https is turned off again.")
    private boolean tls;

    @Option(names = "--yes", description = "In EC2: carry the plan out without asking.")
    private boolean yes;

    @Option(names = "--no-wait", description = "In EC2: don't wait until requests are served.")
    private boolean noWait;

    @Mixin
    private CloudWishes wishes;

    public UpCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
        this.wishes = new CloudWishes();
    }

    @Override
    public Integer call() throws Exception {
        if (deployment.inCloud()) {
            deployment.refuse(tls, "--tls", "--on local");
            return new CloudUp(terminal, deployment, yes, !noWait).run(wishes.wishes());
        }
        deployment.refuse(noWait || wishes.any(), "--no-wait, --latest-image or --replace-workers", "--on ec2");
        long beganNanos = System.nanoTime();
        var target = deployment.open();
        var interruption = new Interruption(terminal);
        var launch = target.launch(new ProgressLines(terminal));
        try (var watch = interruption.during(launch)) {
            terminal.out()
                    .println("Bringing up " + terminal.bold(target.blueprint().name()) + " on this machine");
            terminal.out().flush();
            var report = launch.run(tls);
            watch.serving();
            var took = Duration.ofNanos(System.nanoTime() - beganNanos);
            new UpReport(terminal, target, report, took, deployment.file()).print(tls);
            return ExitCode.OK;
        } catch (Exception e) {
            if (interruption.happened()) {
                return ExitCode.INTERRUPTED;
            }
            throw e;
        }
    }
}
