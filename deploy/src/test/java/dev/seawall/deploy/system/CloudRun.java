package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.PackagedJava;
import dev.seawall.deploy.lab.LabConfig;
import dev.seawall.deploy.lab.PretendMachines;
import dev.seawall.deploy.lab.SmallEc2;
import dev.seawall.deploy.lab.fault.CallListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The packaged command line as a process, against a small EC2 in this one, which kills it (SIGKILL) at a given boundary of
 * a call. Used by one thread; the listener runs on the small EC2's.
 */
final class CloudRun implements AutoCloseable {
    private static final Path JAR =
            Path.of("target", "seawall-deploy.jar").toAbsolutePath().normalize();
    private static final int LIMIT_SECONDS = 180;

    /** Named so that no type has to be left out for want of room; the first may have none. */
    private static final String BLUEPRINT = """
            name: shop
            frontdoors: {count: 1, type: [c7g.large, c7g.xlarge]}
            workers: {count: 2, type: [m7g.large, m7g.xlarge], volume: {size: 20GiB}}
            """;

    final PretendMachines machines = new PretendMachines();
    final SmallEc2 ec2;
    private final Path directory;

    /** How a run ended; 137 when it was killed. */
    record Ended(int code, String output, int boundaries, int changes, String struck) {
        boolean killed() {
            return !struck.isEmpty();
        }
    }

    CloudRun(Path directory) throws IOException {
        this.directory = directory;
        assertThat(JAR)
                .as("this test runs the packaged program: mvn package -DskipTests")
                .exists();
        for (String program : List.of("frontdoor", "backend")) {
            Path target = Files.createDirectories(directory.resolve("home/" + program + "/target"));
            Files.writeString(target.resolve("seawall-" + program + ".jar"), "stands for " + program);
            Files.writeString(Files.createDirectories(target.resolve("lib")).resolve("library.jar"), "library");
        }
        Files.writeString(directory.resolve("seawall.yaml"), BLUEPRINT);
        ec2 = SmallEc2.start(LabConfig.of(machines, machines));
    }

    /** To its end. */
    Ended run(String... arguments) throws IOException, InterruptedException {
        return run(Integer.MAX_VALUE, false, arguments);
    }

    /**
     * Until the n-th boundary of its calls, counted from 1, both of each: received, and carried out.
     *
     * @param changes whether only calls that change something are counted
     */
    Ended run(int boundary, boolean changes, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "run", ".log");
        var trap = new Trap(boundary, changes);
        ec2.listen(trap);
        var process = builder(arguments).redirectOutput(output.toFile()).start();
        trap.victim.complete(process);
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        ec2.listen(CallListener.NONE);
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended)
                .as("%s ends; after %s s it had said:%n%s", List.of(arguments), LIMIT_SECONDS, text)
                .isTrue();
        return new Ended(process.exitValue(), text, trap.all.get(), trap.changing.get(), trap.struck);
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--on", "ec2", "--endpoint-url", ec2.endpoint().toString()));
        var command = PackagedJava.command(List.of("-Dseawall.home=" + directory.resolve("home")), all);
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", "lab");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "lab");
        return builder;
    }

    /** Strikes once. What other threads of the victim had sent by then still arrives. */
    private static final class Trap implements CallListener {
        private static final Pattern ASKING = Pattern.compile("ec2:Describe|s3:(List|Get)|sts:");

        private final int boundary;
        private final boolean changes;
        final AtomicInteger all = new AtomicInteger();
        final AtomicInteger changing = new AtomicInteger();
        final CompletableFuture<Process> victim = new CompletableFuture<>();
        volatile String struck = "";

        Trap(int boundary, boolean changes) {
            this.boundary = boundary;
            this.changes = changes;
        }

        @Override
        public void onCall(String iamAction, Boundary where) {
            boolean asks = ASKING.matcher(iamAction).lookingAt();
            int number = all.incrementAndGet();
            int change = asks ? 0 : changing.incrementAndGet();
            if ((changes ? change : number) == boundary) {
                struck = iamAction + " " + where;
                victim.join().destroyForcibly().onExit().join();
            }
        }
    }

    @Override
    public void close() {
        ec2.close();
    }
}
