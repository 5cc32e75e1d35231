package dev.seawall.deploy.command;

import dev.seawall.deploy.flood.polite.Endpoint;
import dev.seawall.deploy.flood.polite.LoadFailure;
import dev.seawall.deploy.flood.polite.LoadRun;
import dev.seawall.deploy.flood.polite.Pace;
import dev.seawall.deploy.flood.polite.Sums;
import dev.seawall.deploy.flood.report.Reports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seawall load}: the polite clients of a flood run against a target that the user owns, with the same report. */
@Command(
        name = "load",
        description =
                "Ask one URL at a constant rate, whatever happens, and write a report of what was answered and how"
                        + " late, counted from when each request was due. At most " + Pace.MOST_PER_SECOND
                        + " requests per second; redirections are not followed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every request was answered in time with a 2xx status",
            "1:it could not run",
            "2:some were not; or a mistake in the command",
            "130:interrupted; what was measured until then is in the report"
        })
public final class LoadCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Path workingDirectory;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DeploymentOptions deployment;

    @Mixin
    private LoadRequest request = new LoadRequest();

    @Parameters(paramLabel = "URL", description = "The target: http or https. It must be yours.")
    private String url = "";

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Requests per second, at most " + Pace.MOST_PER_SECOND + ". Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "After this a request counts as not answered. Default: ${DEFAULT-VALUE}")
    private double timeoutSeconds;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "256",
            description = "At most at once; as few as will do are opened. Default: ${DEFAULT-VALUE}")
    private int connections;

    @Option(names = "--yes", description = "Don't ask whether the target is yours.")
    private boolean yes;

    @Option(names = "--json", description = "At the end, what came of it as JSON; nothing else.")
    private boolean json;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where log and report go. Default: .seawall/load/<UTC time>")
    private @Nullable Path output;

    public LoadCommand(Terminal terminal, DeploymentOptions deployment, Path workingDirectory) {
        this.terminal = terminal;
        this.deployment = deployment;
        this.workingDirectory = workingDirectory;
    }

    @Override
    public Integer call() throws Exception {
        Endpoint endpoint;
        LoadRun run;
        var pace = checked(() -> new Pace(rate, millis(seconds), millis(timeoutSeconds), connections));
        try {
            endpoint = Endpoint.of(url, (SSLSocketFactory) SSLSocketFactory.getDefault());
            run = new LoadRun(endpoint, request.method(), request.headers(), request.body(workingDirectory), pace);
        } catch (IllegalArgumentException e) {
            throw mistake(e);
        } catch (UnknownHostException e) {
            throw new LoadFailure(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new LoadFailure("the body can't be read: " + e, e);
        }
        if (!mayBeAsked(endpoint, pace)) {
            return ExitCode.FAILED;
        }
        return run(run, pace);
    }

    private int run(LoadRun run, Pace pace) throws LoadFailure, InterruptedException {
        var lines = new LoadLines(terminal, json);
        try (var interruption = RunInterruption.watch(run::stop)) {
            Path directory = RunDirectory.make(output, Path.of(".seawall/load"), workingDirectory);
            lines.begins(shownUrl(), pace);
            Sums sums = run.run(directory.resolve(Reports.LOG), shownArguments(pace), lines);
            Reports.write(directory);
            Path report = directory.resolve(Reports.HTML);
            if (json) {
                lines.endsAsJson(shownUrl(), sums, run.firstFailures(), report);
            } else {
                lines.ends(sums, run.firstFailures(), report);
            }
            return interruption.happened()
                    ? ExitCode.INTERRUPTED
                    : sums.answered() == sums.due() ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
        } catch (IOException e) {
            throw new LoadFailure("the run's log or report can't be written: " + e, e);
        }
    }

    /** Load on somebody else's computer is no test but a nuisance: asked once, unless it is plain whose this is. */
    private boolean mayBeAsked(Endpoint endpoint, Pace pace) throws Exception {
        InetAddress address = endpoint.address().getAddress();
        if (yes || address.isLoopbackAddress() || isOwn(address)) {
            return true;
        }
        var prompt = json ? new Terminal(terminal.err(), terminal.err(), terminal.in(), false, false) : terminal;
        if (Asking.agrees(
                prompt,
                "Up to " + pace.perSecond() + " requests per second will go to "
                        + endpoint.url().getHost() + " (" + address.getHostAddress()
                        + "). Is it yours, or may you test it?")) {
            return true;
        }
        terminal.err().println("Nothing was sent");
        return false;
    }

    /** Whether it is the public address of a front door in the deployment that {@code --on} names. */
    private boolean isOwn(InetAddress address) throws Exception {
        if (!deployment.inCloud()) {
            return false;
        }
        try (var cloud = deployment.openCloud()) {
            return cloud.seen().stream()
                    .anyMatch(one -> one.fact("public address").equals(address.getHostAddress()));
        }
    }

    /** A report is there to be shown: neither a query nor header fields nor a body get into it. */
    private String shownUrl() {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query) + "?…";
    }

    private List<String> shownArguments(Pace pace) {
        return List.of(
                "load",
                shownUrl(),
                "--rate=" + pace.perSecond(),
                "--duration=" + seconds,
                "--timeout=" + timeoutSeconds,
                "--connections=" + pace.connections(),
                "--method=" + request.method());
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw mistake(e);
        }
    }

    private ParameterException mistake(IllegalArgumentException e) {
        return new ParameterException(
                Objects.requireNonNull(spec, "picocli sets it").commandLine(), String.valueOf(e.getMessage()), e);
    }
}
