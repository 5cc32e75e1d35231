package dev.seawall.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seawall.deploy.lab.operation.Pace;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients that others wrote, boto3 and awscli, find EC2 here: see {@code conformance/main.py}. */
class Ec2ConformanceIT {
    private static final int MIN_CALLS = 120;
    private static final Pattern TOTAL = Pattern.compile("(\\d+) passed, (\\d+) failed");

    @Test
    void boto3AndAwscliGetTheOutcomesThatEc2Gives() throws Exception {
        Optional<String> python = onPath("python3", "-c", "import boto3");
        Optional<String> aws = onPath("aws", "--version");
        assumeTrue(python.isPresent(), "no python3 on the PATH imports boto3: install python3-boto3");
        assumeTrue(aws.isPresent(), "there is no working aws on the PATH: install awscli");
        var script = Path.of(
                Ec2ConformanceIT.class.getResource("conformance/main.py").toURI());
        var prices = Path.of(Ec2ConformanceIT.class.getResource("spot").toURI());
        var machines = new PretendMachines();

        // Each first state lasts long enough for a slow client to see it.
        var config = LabConfig.of(machines, machines)
                .withSpotPrices(prices)
                .withTime(InstantSource.system(), Pace.every(Duration.ofMillis(500)));

        List<String> lines;
        try (var ec2 = SmallEc2.start(config)) {
            lines = output(python.get(), "-B", script.toString(), ec2.endpoint().toString(), aws.get());
        }

        assertThat(lines).as("calls with another outcome").noneMatch(line -> line.startsWith("FAIL"));
        var total = TOTAL.matcher(lines.getLast());
        assertThat(total.matches()).as("the last line: " + lines.getLast()).isTrue();
        assertThat(Integer.parseInt(total.group(1))).isGreaterThanOrEqualTo(MIN_CALLS);
        assertThat(total.group(2)).isEqualTo("0");
    }

    /** The first program of that name that does something without complaint. */
    private static Optional<String> onPath(String program, String... trial) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, program).toString())
                .filter(path -> new File(path).canExecute())
                .filter(path -> works(path, trial))
                .findFirst();
    }

    private static boolean works(String program, String... trial) {
        try {
            var command = new ArrayList<>(List.of(program));
            command.addAll(List.of(trial));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> output(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var reader = process.inputReader()) {
            return reader.lines().peek(System.out::println).toList();
        } finally {
            process.destroy();
        }
    }
}
