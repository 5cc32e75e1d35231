package dev.seawall.deploy.command;

import dev.seawall.deploy.cost.Bill;
import dev.seawall.deploy.cost.Item;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code down} in EC2: ends everything in order and sweeps; data volumes stay unless their deletion is typed. */
final class CloudDown {
    private final Terminal terminal;
    private final DeploymentOptions options;

    CloudDown(Terminal terminal, DeploymentOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    int run(boolean yes, boolean deleteVolumes, @Nullable String confirmed) throws Exception {
        if (confirmed != null && !deleteVolumes) {
            return refuse("--confirm goes with --delete-volumes", CommandLine.ExitCode.USAGE);
        }
        try (var cloud = options.openCloud();
                var watch = ResumableWork.during(terminal, "./seawall down" + options.again())) {
            var out = terminal.out();
            String name = cloud.target().deployment();
            List<SeenResource> seen =
                    cloud.seen().stream().filter(one -> !one.isGone()).toList();
            List<SeenResource> volumes =
                    seen.stream().filter(one -> one.kind() == Kind.VOLUME).toList();
            out.println(cloud.target().title() + ": " + seen.size() + " resources, " + volumes.size()
                    + " of them data volumes, which " + (deleteVolumes ? "are DELETED, too" : "are kept"));
            out.flush();
            if (deleteVolumes && !volumes.isEmpty() && !typed(name, volumes, confirmed)) {
                return refuse("the name of this deployment is " + name + "; type it, or give it with --confirm", 1);
            }
            boolean agreed = yes || deleteVolumes || seen.size() == volumes.size();
            if (!agreed && !Asking.agrees(terminal, "Take " + name + " down?")) {
                return refuse("--yes takes it down without asking", ExitCode.FAILED);
            }
            List<String> left = cloud.down(deleteVolumes, new StepLines(terminal, System::nanoTime));
            watch.done();
            out.println();
            left.forEach(sentence -> out.println(terminal.red("!") + " " + sentence));
            out.println(
                    left.isEmpty() ? name + " is down; a sweep by tag found nothing else" : name + " is not all down");
            if (!deleteVolumes && !volumes.isEmpty()) {
                out.println(
                        "  kept: the bucket, whose authority vouches for the machines that come back to the volumes");
                volumes.forEach(volume -> out.println("  kept: " + volume.label()));
                Bill.of(
                                cloud.target().connection().region(),
                                volumes.stream().map(CloudDown::disk).toList())
                        .text()
                        .forEach(line -> out.println("  " + line));
            }
            if (options.leave()) {
                out.println("  no machine is left in the lab: its daemon has ended, its disks and buckets stay");
            }
            out.flush();
            return left.isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
        }
    }

    private boolean typed(String name, List<SeenResource> volumes, @Nullable String confirmed) throws IOException {
        if (confirmed != null) {
            return confirmed.equals(name);
        }
        terminal.out()
                .println("This deletes everything that the workers of " + name + " stored, in "
                        + String.join(
                                ", ", volumes.stream().map(SeenResource::label).toList()) + ".");
        terminal.out().print("Type the deployment's name to go on: ");
        terminal.out().flush();
        return name.equals(terminal.in().readLine());
    }

    private int refuse(String why, int code) {
        terminal.err().println("seawall: nothing was stopped or deleted: " + why);
        terminal.err().flush();
        return code;
    }

    private static Item disk(SeenResource volume) {
        return new Item.Disk(
                volume.name(),
                volume.attribute("type"),
                Long.parseLong(volume.attribute("size").replace(" GiB", "")),
                Integer.parseInt(volume.attribute("iops")));
    }
}
