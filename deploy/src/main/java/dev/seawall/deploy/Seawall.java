package dev.seawall.deploy;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.BlueprintException;
import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.bootstrap.BootOptions;
import dev.seawall.deploy.bootstrap.MachineBoot;
import dev.seawall.deploy.command.DeploymentOptions;
import dev.seawall.deploy.command.DeploymentOptions.Place;
import dev.seawall.deploy.command.DeploymentOptions.Reach;
import dev.seawall.deploy.command.DownCommand;
import dev.seawall.deploy.command.Failures;
import dev.seawall.deploy.command.FloodCommand;
import dev.seawall.deploy.command.KnobCommand;
import dev.seawall.deploy.command.LabCommand;
import dev.seawall.deploy.command.LoadCommand;
import dev.seawall.deploy.command.LogsCommand;
import dev.seawall.deploy.command.PlanCommand;
import dev.seawall.deploy.command.ReplaceCommand;
import dev.seawall.deploy.command.RestartCommand;
import dev.seawall.deploy.command.RestoreCommand;
import dev.seawall.deploy.command.RotateCertsCommand;
import dev.seawall.deploy.command.SnapshotCommand;
import dev.seawall.deploy.command.StatusCommand;
import dev.seawall.deploy.command.Terminal;
import dev.seawall.deploy.command.UpCommand;
import dev.seawall.deploy.command.VerifyCommand;
import dev.seawall.deploy.ec2.Bucket;
import dev.seawall.deploy.ec2.CloudTarget;
import dev.seawall.deploy.ec2.Connection;
import dev.seawall.deploy.ec2.Ec2Deployment;
import dev.seawall.deploy.ec2.FirstBoot;
import dev.seawall.deploy.ec2.Timing;
import dev.seawall.deploy.lab.host.LabDaemon;
import dev.seawall.deploy.lab.host.LabFailure;
import dev.seawall.deploy.lab.packets.LabTerrain;
import dev.seawall.deploy.local.JarProgram;
import dev.seawall.deploy.local.LocalTarget;
import dev.seawall.deploy.local.Programs;
import dev.seawall.deploy.local.StateDirectory;
import dev.seawall.deploy.verify.packets.ProbeException;
import dev.seawall.deploy.verify.packets.Probes;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line: {@link #main} wires the command tree, top to bottom. */
@Command(
        name = "seawall",
        description = "Launches a web application so that a flood at its public address cannot starve its storage.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Seawall.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is done",
            "1:it failed; standard error says what was observed and what to do",
            "2:a mistake in the command or the blueprint; with plan, up, status and down: something isn't as wanted",
            "130:interrupted"
        },
        footer = {"", "Blueprint: every key is explained in docs/reference/seawall.yaml."})
@SuppressWarnings("UnusedVariable") // picocli sets the options and answers them itself
public final class Seawall {
    private static final String FRONT_DOOR = "frontdoor/target/seawall-frontdoor.jar";
    private static final String WORKER = "backend/target/seawall-backend.jar";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program a failure happened.")
    private boolean debug;

    private Seawall() {}

    public static void main(String[] args) {
        if (List.of(args).contains(Place.lab.name()) || List.of(args).contains(Place.ec2.name())) {
            Thread.ofPlatform().daemon().start(Ec2Deployment::warmUp);
        }
        boolean live = Boolean.getBoolean("seawall.terminal");
        boolean colour = live && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        var terminal = new Terminal(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                live,
                colour);
        var home = home();
        var programs = new Programs(new JarProgram(home.resolve(FRONT_DOOR)), new JarProgram(home.resolve(WORKER)));
        String named = args.length == 0 ? "" : args[0];
        System.exit(commandLine(terminal, programs, Path.of(""), named).execute(args));
    }

    /**
     * The command tree, or the one branch of it that is named first: reading a command's options by reflection takes
     * longer than parsing them.
     *
     * @param workingDirectory what a relative blueprint is relative to
     * @param named the first argument, which need not be a command
     */
    static CommandLine commandLine(Terminal terminal, Programs programs, Path workingDirectory, String named) {
        var javaHome = Path.of(System.getProperty("java.home"));
        var opener = new Targets(programs, javaHome, workingDirectory);
        Supplier<DeploymentOptions> options = () -> new DeploymentOptions(opener);
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("plan", () -> new PlanCommand(terminal, options.get()));
        commands.put("up", () -> new UpCommand(terminal, options.get()));
        commands.put("status", () -> new StatusCommand(terminal, options.get()));
        commands.put("logs", () -> new LogsCommand(terminal, options.get()));
        commands.put("restart", () -> new RestartCommand(terminal, options.get()));
        commands.put("verify", () -> new VerifyCommand(terminal, options.get()));
        commands.put("replace", () -> new ReplaceCommand(terminal, options.get()));
        commands.put("snapshot", () -> new SnapshotCommand(terminal, options.get()));
        commands.put("restore", () -> new RestoreCommand(terminal, options.get()));
        commands.put("knob", () -> KnobCommand.tree(terminal, options));
        commands.put("rotate-certs", () -> new RotateCertsCommand(terminal, options.get()));
        commands.put("load", () -> new LoadCommand(terminal, options.get(), workingDirectory));
        commands.put("down", () -> new DownCommand(terminal, options.get()));
        commands.put("flood", () -> new FloodCommand(terminal, programs, workingDirectory));
        commands.put("lab", () -> LabCommand.tree(terminal, workingDirectory));
        var tree = new CommandLine(new Seawall());
        if (commands.containsKey(named)) {
            commands.keySet().retainAll(List.of(named));
        } else {
            tree.addSubcommand(new HelpCommand());
        }
        commands.values().forEach(command -> tree.addSubcommand(command.get()));
        return tree.setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setExecutionExceptionHandler(new Failures(terminal));
    }

    /** Finds deployments: on this machine, and in EC2. Nothing of AWS is loaded before it is asked for. */
    private record Targets(Programs programs, Path javaHome, Path workingDirectory)
            implements DeploymentOptions.Opener {
        @Override
        public LocalTarget open(Path file) throws BlueprintException {
            var blueprint = Blueprint.load(workingDirectory.resolve(file));
            var state = StateDirectory.beside(workingDirectory.resolve(file), blueprint.name());
            return new LocalTarget(blueprint, state, programs, javaHome, System::nanoTime);
        }

        @Override
        public Ec2Deployment open(Path file, Place place, Reach reach)
                throws BlueprintException, LabFailure, InterruptedException {
            var blueprint = Blueprint.load(workingDirectory.resolve(file));
            String region = reach.region() == null ? blueprint.region() : reach.region();
            if (place == Place.lab) {
                return lab(file, blueprint, region);
            }
            var target = new CloudTarget(
                    place.name(),
                    blueprint,
                    NetworkPlan.of(blueprint),
                    blueprint.operators(),
                    new Connection(reach.endpoint(), region, reach.profile(), null),
                    timing(reach.endpoint()));
            return new Ec2Deployment(target, bucket -> boot(target, bucket, BootOptions.EC2), System::nanoTime);
        }

        /** What answers on this machine needs no patience. */
        private static Timing timing(@Nullable URI endpoint) {
            String host = endpoint == null ? null : endpoint.getHost();
            boolean here = host != null && (host.equals("localhost") || host.startsWith("127."));
            return here ? Timing.NEARBY : Timing.EC2;
        }

        private Ec2Deployment lab(Path file, Blueprint blueprint, String region)
                throws LabFailure, InterruptedException {
            var running = labBeside(file).ensure(region);
            var target = new CloudTarget(
                    Place.lab.name(),
                    blueprint,
                    NetworkPlan.of(blueprint).in(running.network()),
                    List.of("127.0.0.0/8"),
                    new Connection(
                            running.endpoint(),
                            region,
                            null,
                            new Connection.Keys("lab", "lab"),
                            running.machinesEndpoint()),
                    Timing.NEARBY,
                    running.isolation().sentence());
            return new Ec2Deployment(target, bucket -> boot(target, bucket, BootOptions.LAB), System::nanoTime);
        }

        LabDaemon labBeside(Path file) {
            return LabDaemon.beside(workingDirectory.resolve(file));
        }

        @Override
        public Probes probes(Path file) throws ProbeException {
            return LabTerrain.probes(labBeside(file).directory());
        }

        @Override
        public boolean leave(Path file, Place place) throws LabFailure, InterruptedException {
            return place == Place.lab
                    && labBeside(file).machines().isEmpty()
                    && labBeside(file).stop();
        }

        private FirstBoot boot(CloudTarget target, Bucket bucket, BootOptions options) {
            return new MachineBoot(
                    target.blueprint(),
                    target.network(),
                    bucket,
                    home().resolve(FRONT_DOOR),
                    home().resolve(WORKER),
                    options,
                    InstantSource.system());
        }
    }

    /** Where the programs are: given by the launcher script; otherwise found from this program's own place. */
    private static Path home() {
        String given = System.getProperty("seawall.home");
        if (given != null) {
            return Path.of(given);
        }
        var jar = Path.of(Seawall.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return Objects.requireNonNull(jar.resolve("../../..").normalize());
    }

    /** From the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Seawall.class.getPackage().getImplementationVersion();
            return new String[] {"seawall " + (version == null ? "(not packaged)" : version)};
        }
    }
}
