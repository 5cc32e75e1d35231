package dev.seawall.deploy;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.command.Terminal;
import dev.seawall.deploy.ec2.CloudTarget;
import dev.seawall.deploy.ec2.Connection;
import dev.seawall.deploy.ec2.Ec2Deployment;
import dev.seawall.deploy.ec2.Ec2Deployment.Wishes;
import dev.seawall.deploy.ec2.FirstBoot;
import dev.seawall.deploy.ec2.Timing;
import dev.seawall.deploy.lab.LabConfig;
import dev.seawall.deploy.lab.SmallEc2;
import dev.seawall.deploy.local.JarProgram;
import dev.seawall.deploy.local.Programs;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads and links what a command in EC2 takes, for the JVM that makes the launcher's ahead-of-time cache (JEP 514): a
 * small deployment is launched in this process's own small EC2, where machines are only words, and its status is asked
 * for as on the command line. Calls nobody but itself. Exit code 0 when the rehearsal went as a real command does.
 */
final class Rehearsal {
    private static final String BLUEPRINT = """
            name: rehearsal
            frontdoors: {count: 1}
            workers: {count: 1}
            """;

    /** Nobody's: for what only plays AWS. */
    private static final Connection.Keys KEYS = new Connection.Keys("rehearsal", "rehearsal");

    private Rehearsal() {}

    public static void main(String[] arguments) throws Exception {
        // The command finds its keys here, before it would look anywhere else.
        System.setProperty("aws.accessKeyId", KEYS.id());
        System.setProperty("aws.secretAccessKey", KEYS.secret());
        Path file = Files.createTempFile("seawall-rehearsal", ".yaml");
        var machines = new PaperMachines();
        int code;
        try (var ec2 = SmallEc2.start(LabConfig.of(machines, machines))) {
            Files.writeString(file, BLUEPRINT);
            launch(ec2, Blueprint.load(file));
            code = status(ec2, file);
        } finally {
            Files.delete(file);
        }
        System.exit(code);
    }

    private static void launch(SmallEc2 ec2, Blueprint blueprint) {
        var connection = new Connection(ec2.endpoint(), blueprint.region(), null, KEYS);
        var target = new CloudTarget("ec2", blueprint, NetworkPlan.of(blueprint), List.of(), connection, Timing.NEARBY);
        try (var deployment = new Ec2Deployment(target, bucket -> new PaperBoot(), System::nanoTime)) {
            var plan = deployment.plan(Wishes.NONE).plan();
            deployment.up(plan, Wishes.NONE, false, (step, stand, words) -> {});
        }
    }

    private static int status(SmallEc2 ec2, Path file) throws Exception {
        var quiet = new Terminal(
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                new BufferedReader(Reader.nullReader()),
                false,
                false);
        var programs = new Programs(new JarProgram(Path.of("none")), new JarProgram(Path.of("none")));
        return Seawall.commandLine(quiet, programs, Path.of(""), "status")
                .execute(
                        "status",
                        "--on",
                        "ec2",
                        "--endpoint-url",
                        ec2.endpoint().toString(),
                        "--file",
                        "" + file);
    }

    /** What machines are told at their first boot, where none boots. Stateless. */
    private record PaperBoot() implements FirstBoot {
        @Override
        public String launchHash(String slot) {
            return slot;
        }

        @Override
        public String userData(String slot, @Nullable String volumeId) {
            return "#!/bin/sh\n";
        }
    }
}
