package dev.seawall.deploy.command;

import dev.seawall.deploy.ec2.Ec2Deployment;
import dev.seawall.deploy.ec2.Ec2Deployment.Outlook;
import dev.seawall.deploy.ec2.Ec2Deployment.Wishes;
import dev.seawall.deploy.plan.Change.Action;
import dev.seawall.deploy.plan.CloudPlan;
import dev.seawall.deploy.plan.PlanText;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code up} in EC2: shows the plan, asks, carries it out, waits until it serves. Used by one thread. */
final class CloudUp {
    private final Terminal terminal;
    private final DeploymentOptions options;
    private final boolean yes;
    private final boolean wait;

    CloudUp(Terminal terminal, DeploymentOptions options, boolean yes, boolean wait) {
        this.terminal = terminal;
        this.options = options;
        this.yes = yes;
        this.wait = wait;
    }

    int run(Wishes wishes) throws Exception {
        long began = System.nanoTime();
        try (var cloud = options.openCloud();
                var watch = ResumableWork.during(terminal, "./seawall up" + options.again())) {
            var out = terminal.out();
            CloudPlan plan = cloud.plan(wishes).plan();
            PlanText.lines(cloud.target().title(), plan).forEach(out::println);
            out.println();
            out.flush();
            Outlook left = plan.hasWork() ? carryOut(cloud, plan, wishes) : new Outlook(cloud.seen(), plan);
            if (left == null) {
                return ExitCode.FAILED;
            }
            if (wait) {
                cloud.awaitServing(left.seen(), new StepLines(terminal, System::nanoTime));
            }
            watch.done();
            new CloudUpReport(terminal, cloud.target(), options)
                    .print(left, Duration.ofNanos(System.nanoTime() - began), plan.hasWork(), wait);
            return left.plan().count(Action.LEAVE) == 0 ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
        }
    }

    private @Nullable Outlook carryOut(Ec2Deployment cloud, CloudPlan plan, Wishes wishes) throws IOException {
        if (!yes && !Asking.agrees(terminal, "Carry this out?")) {
            terminal.err().println("seawall: nothing was done; --yes carries the plan out without asking");
            terminal.err().flush();
            return null;
        }
        return cloud.up(plan, wishes, wait, new StepLines(terminal, System::nanoTime));
    }
}
