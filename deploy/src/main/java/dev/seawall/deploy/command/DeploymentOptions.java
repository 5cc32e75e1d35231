package dev.seawall.deploy.command;

import dev.seawall.deploy.blueprint.BlueprintException;
import dev.seawall.deploy.ec2.Ec2Deployment;
import dev.seawall.deploy.lab.host.LabFailure;
import dev.seawall.deploy.local.LocalTarget;
import dev.seawall.deploy.verify.packets.ProbeException;
import dev.seawall.deploy.verify.packets.Probes;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which deployment a command is about. Filled in by picocli. */
public final class DeploymentOptions {
    /** The places that a deployment can be in. */
    public enum Place {
        local,
        lab,
        ec2
    }

    /** How AWS is reached, where that is said at all; spelled as AWS's own command line spells it. */
    public record Reach(
            @Nullable String profile,
            @Nullable String region,
            @Nullable URI endpoint) {}

    /** Reads a blueprint and finds its deployment; {@code main} gives it. */
    public interface Opener {
        LocalTarget open(Path blueprint) throws BlueprintException;

        Ec2Deployment open(Path blueprint, Place place, Reach reach)
                throws BlueprintException, LabFailure, InterruptedException;

        /** What sends packets in the lab beside a blueprint, which runs. */
        Probes probes(Path blueprint) throws ProbeException;

        /** Once nothing of a deployment is left at a place: ends what only served it; true when there was such. */
        boolean leave(Path blueprint, Place place) throws LabFailure, InterruptedException;
    }

    private final Opener opener;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--file", paramLabel = "FILE", description = "The blueprint. Default: ${DEFAULT-VALUE}")
    private Path file = Path.of("seawall.yaml");

    @Option(
            names = "--on",
            paramLabel = "TARGET",
            description = "Where: ${COMPLETION-CANDIDATES} (processes on this machine's loopback, a small EC2 on this"
                    + " machine, or EC2). Default: local")
    private Place on = Place.local;

    @Option(names = "--profile", paramLabel = "NAME", description = "With ec2: the profile of the AWS configuration.")
    private @Nullable String profile;

    @Option(names = "--region", paramLabel = "REGION", description = "With ec2: instead of the blueprint's.")
    private @Nullable String region;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "With ec2: another server that speaks EC2's protocol, and S3's and STS's.")
    private @Nullable URI endpoint;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli answers it itself
    private boolean help;

    public DeploymentOptions(Opener opener) {
        this.opener = opener;
    }

    /** Whether the deployment is in EC2, or in what stands for it. */
    boolean inCloud() {
        return on != Place.local;
    }

    Place place() {
        return on;
    }

    /** The deployment on this machine; elsewhere, the command doesn't go. */
    LocalTarget open() throws BlueprintException {
        if (inCloud()) {
            throw misuse(" goes with --on local only");
        }
        if (profile != null || region != null || endpoint != null) {
            throw misuse("--profile, --region and --endpoint-url go with --on ec2");
        }
        return opener.open(file);
    }

    /** To be closed by the command. */
    Ec2Deployment openCloud() throws BlueprintException, LabFailure, InterruptedException {
        if (!inCloud()) {
            throw misuse(" goes with --on ec2 only");
        }
        return opener.open(file, on, new Reach(profile, region, endpoint));
    }

    /** To be closed by the command. */
    Probes probes() throws ProbeException {
        return opener.probes(file);
    }

    /** Tells the place that nothing is left there. */
    boolean leave() throws LabFailure, InterruptedException {
        return opener.leave(file, on);
    }

    /** Refuses options that mean nothing where the deployment is. */
    void refuse(boolean given, String option, String where) {
        if (given) {
            throw misuse(option + " goes with " + where + " only");
        }
    }

    /** A rule that begins with a space is about the command itself. */
    private ParameterException misuse(String rule) {
        var spec = Objects.requireNonNull(command, "picocli sets it");
        String named = rule.startsWith(" ") ? spec.name() + rule : rule;
        return new ParameterException(spec.commandLine(), named);
    }

    Path file() {
        return file;
    }

    /** What the next command needs to find the same deployment. */
    String again() {
        return (on == Place.local ? "" : " --on " + on)
                + (profile == null ? "" : " --profile " + profile)
                + (region == null ? "" : " --region " + region)
                + (endpoint == null ? "" : " --endpoint-url " + endpoint)
                + (file.equals(Path.of("seawall.yaml")) ? "" : " --file " + ShellWord.of(file));
    }
}
