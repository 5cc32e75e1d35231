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
import dev.seawall.deploy.command.LogsCommand;
import dev.seawall.deploy.command.PlanCommand;
import dev.seawall.deploy.command.RestartCommand;
import dev.seawall.deploy.command.RotateCertsCommand;
import dev.seawall.deploy.command.StatusCommand;
import dev.seawall.deploy.command.Terminal;
import dev.seawall.deploy.command.UpCommand;
import dev.seawall.deploy.ec2.Bucket;
import dev.seawall.deploy.ec2.CloudTarget;
import dev.seawall.deploy.ec2.Connection;
import dev.seawall.deploy.ec2.Ec2Deployment;
import dev.seawall.deploy.ec2.FirstBoot;
import dev.seawall.deploy.ec2.Timing;
import dev.seawall.deploy.local.JarProgram;
import dev.seawall.deploy.local.LocalTarget;
import dev.seawall.deploy.local.Programs;
import dev.seawall.deploy.local.StateDirectory;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
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
        subcommands = HelpCommand.class,
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
        System.exit(commandLine(terminal, programs, Path.of("")).execute(args));
    }

    /**
     * The command tree.
     *
     * @param workingDirectory what a relative blueprint is relative to
     */
    static CommandLine commandLine(Terminal terminal, Programs programs, Path workingDirectory) {
        var javaHome = Path.of(System.getProperty("java.home"));
        var opener = new Targets(programs, javaHome, workingDirectory);
        return new CommandLine(new Seawall())
                .addSubcommand(new PlanCommand(terminal, new DeploymentOptions(opener)))
                .addSubcommand(new UpCommand(terminal, new DeploymentOptions(opener)))
                .addSubcommand(new StatusCommand(terminal, new DeploymentOptions(opener)))
                .addSubcommand(new LogsCommand(terminal, new DeploymentOptions(opener)))
                .addSubcommand(new RestartCommand(terminal, new DeploymentOptions(opener)))
                .addSubcommand(new RotateCertsCommand(terminal, new DeploymentOptions(opener)))
                .addSubcommand(new DownCommand(terminal, new DeploymentOptions(opener)))
                .setOut(terminal.out())
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
        public Ec2Deployment open(Path file, Place place, Reach reach) throws BlueprintException {
            var blueprint = Blueprint.load(workingDirectory.resolve(file));
            String region = reach.region() == null ? blueprint.region() : reach.region();
            var target = new CloudTarget(
                    place.name(),
                    blueprint,
                    NetworkPlan.of(blueprint),
                    blueprint.operators(),
                    new Connection(reach.endpoint(), region, reach.profile(), null),
                    Timing.EC2);
            return new Ec2Deployment(target, bucket -> boot(target, bucket, BootOptions.EC2), System::nanoTime);
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
