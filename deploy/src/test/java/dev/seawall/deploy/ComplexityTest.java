package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Counts what docs/complexity.md limits. */
class ComplexityTest {
    private static final Path MODULE = Path.of("").toAbsolutePath();

    @Test
    void theModuleStaysWithinItsBudget() throws IOException {
        int[] budget = budget();

        assertThat(sources("src/main/java").mapToLong(ComplexityTest::lines).sum())
                .as("production lines")
                .isBetween(1L, (long) budget[0]);
        assertThat(directDependencies()).as("direct dependencies").isBetween(1, budget[1]);
    }

    @Test
    void everyFileCanBeReadOnAFewScreens() throws IOException {
        int most = budget()[2];

        assertThat(Stream.concat(sources("src/main/java"), sources("src/test/java"))
                        .filter(file -> lines(file) > most))
                .isEmpty();
    }

    private static int[] budget() throws IOException {
        String row = Files.readAllLines(MODULE.resolve("../docs/complexity.md")).stream()
                .filter(line -> line.startsWith("| deploy "))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("[0-9]+")
                .matcher(row)
                .results()
                .mapToInt(number -> Integer.parseInt(number.group()))
                .toArray();
    }

    private static int directDependencies() throws IOException {
        String pom = Files.readString(MODULE.resolve("pom.xml"));
        List<String> all = Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL)
                .matcher(pom)
                .results()
                .map(match -> match.group())
                .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                .toList();
        return all.size();
    }

    private static Stream<Path> sources(String tree) throws IOException {
        try (var files = Files.walk(MODULE.resolve(tree))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    private static long lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
