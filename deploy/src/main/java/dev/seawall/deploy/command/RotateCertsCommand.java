package dev.seawall.deploy.command;

import dev.seawall.deploy.bootstrap.Rotation;
import dev.seawall.deploy.ec2.CloudFailure;
import dev.seawall.deploy.ec2.Ec2Deployment;
import dev.seawall.deploy.ec2.ShownCertificates;
import dev.seawall.deploy.plan.SeenResource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code seawall rotate-certs}: new certificates for all, while all of them serve. */
@Command(
        name = "rotate-certs",
        description =
                "Give every front door and worker a new certificate, without an interruption; 2 when not all show it.")
public final class RotateCertsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    public RotateCertsCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        try (var cloud = deployment.openCloud();
                var watch = ResumableWork.during(terminal, "./seawall rotate-certs" + deployment.again())) {
            if (cloud.target().operators().isEmpty()) {
                throw new CloudFailure("no network is named under operators, so that no front door can be asked which"
                        + " certificates are in use; name yours in " + deployment.file() + " and run ./seawall up");
            }
            var seen = cloud.seen();
            var rotation = new Rotation(
                    cloud.bucket(), cloud.target().deployment(), cloud.target().network(), InstantSource.system());
            Map<String, String> wanted = prepare(cloud, rotation, ShownCertificates.ask(seen));
            boolean all = await(cloud, rotation, wanted, seen);
            if (all) {
                rotation.end();
            }
            watch.done();
            return all ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
        }
    }

    /** The serial that each slot is to show; those that an earlier run has finished are left out. */
    private Map<String, String> prepare(Ec2Deployment cloud, Rotation rotation, ShownCertificates shown) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String slot : slots(cloud)) {
            if (rotation.finished().contains(slot)) {
                say(slot + ": was given a new certificate before this run was taken up again");
            } else {
                String serial = rotation.prepare(slot, shown.of(slot).values());
                wanted.put(slot, serial);
                say(slot + ": certificate " + serial + " is ready to be fetched");
            }
        }
        return wanted;
    }

    private static List<String> slots(Ec2Deployment cloud) {
        var blueprint = cloud.target().blueprint();
        return Stream.concat(
                        IntStream.rangeClosed(1, blueprint.workers().count()).mapToObj(i -> "worker-" + i),
                        IntStream.rangeClosed(1, blueprint.frontDoors().count()).mapToObj(i -> "front-door-" + i))
                .toList();
    }

    private boolean await(Ec2Deployment cloud, Rotation rotation, Map<String, String> wanted, List<SeenResource> seen) {
        long begun = System.nanoTime();
        List<String> missing = new ArrayList<>(wanted.keySet());
        var last = new AtomicReference<@Nullable ShownCertificates>();
        boolean all = cloud.await(cloud.target().timing().serve(), () -> {
            var shown = ShownCertificates.ask(seen);
            last.set(shown);
            for (String slot : List.copyOf(missing)) {
                if (shows(slot, wanted.getOrDefault(slot, ""), shown, cloud)) {
                    rotation.finish(slot);
                    missing.remove(slot);
                    say(slot + ": shows " + wanted.get(slot) + " to "
                            + String.join(", ", shown.of(slot).keySet()));
                }
            }
            return missing.isEmpty();
        });
        Duration waited = Duration.ofNanos(System.nanoTime() - begun);
        if (all) {
            say("every certificate is new, after " + waited.toSeconds() + " s");
        } else {
            tellMissing(missing, wanted, Objects.requireNonNull(last.get(), "asked at least once"), waited);
        }
        return all;
    }

    /** A worker to every front door, a front door by itself. */
    private static boolean shows(String slot, String serial, ShownCertificates shown, Ec2Deployment cloud) {
        var serials = shown.of(slot);
        int observers = slot.startsWith("worker-")
                ? cloud.target().blueprint().frontDoors().count()
                : 1;
        return serials.size() == observers && serials.values().stream().allMatch(serial::equals);
    }

    private void tellMissing(
            List<String> missing, Map<String, String> wanted, ShownCertificates shown, Duration waited) {
        for (String slot : missing) {
            String now = shown.of(slot).entrySet().stream()
                    .map(each -> each.getValue() + " to " + each.getKey())
                    .collect(Collectors.joining(", "));
            terminal.err()
                    .println(terminal.red("!") + " " + slot + " does not show " + wanted.get(slot) + " after "
                            + waited.toSeconds() + " s; it shows " + (now.isEmpty() ? "nothing to anyone" : now));
        }
        shown.failures().forEach(failure -> terminal.err().println(terminal.red("!") + " " + failure));
        terminal.err()
                .println("seawall: on the machine, journalctl -u seawall-rotate says why; ./seawall rotate-certs"
                        + deployment.again() + " goes on where this ended");
        terminal.err().flush();
    }

    private void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }
}
