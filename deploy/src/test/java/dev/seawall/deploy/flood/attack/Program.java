package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The attackers' program as its users start it. Stateless. */
final class Program {
    private static final long LIMIT_SECONDS = 60;

    /** What it did. */
    record Ended(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    private Program() {}

    /** The command, to be put after whatever leads to the place where it is to run. */
    static List<String> command(String... arguments) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Attacker.class.getName()),
                        Stream.of(arguments))
                .toList();
    }

    /** Runs it here, with its standard input open, until it ends. */
    static Ended run(String... arguments) throws IOException, InterruptedException {
        return ended(new ProcessBuilder(command(arguments)).start());
    }

    static Ended ended(Process process) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
            return new Ended(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                    new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Orders that would be carried out in the lab, with some of them changed. */
    static String[] orders(String... changed) {
        List<String> orders = new ArrayList<>(List.of(
                "--name", "front-door-1",
                "--kind", "udp",
                "--target", "203.0.113.11:80",
                "--rate", "1000000",
                "--seconds", "1"));
        for (int i = 0; i < changed.length; i += 2) {
            int at = orders.indexOf(changed[i]);
            if (at < 0) {
                orders.addAll(List.of(changed[i], changed[i + 1]));
            } else {
                orders.set(at + 1, changed[i + 1]);
            }
        }
        return orders.toArray(String[]::new);
    }
}
