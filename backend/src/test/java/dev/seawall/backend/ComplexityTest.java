package dev.seawall.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The module's row of docs/complexity.md holds. */
class ComplexityTest {

    @Test
    void productionLinesAreWithinTheBudget() throws IOException {
        long lines = 0;
        for (Path file : javaFiles("src/main/java")) {
            lines += lines(file);
        }
        assertThat(lines).isPositive().isLessThanOrEqualTo(budget(2));
    }

    @Test
    void directDependenciesAreWithinTheBudget() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        long direct = Pattern.compile("<dependency>(?:(?!</dependency>).)*</dependency>", Pattern.DOTALL)
                .matcher(pom)
                .results()
                .filter(dependency -> !dependency.group().contains("<scope>test</scope>"))
                .count();
        assertThat(direct).isPositive().isLessThanOrEqualTo(budget(3));
    }

    @Test
    void everyFileIsShort() throws IOException {
        for (Path file : javaFiles("src")) {
            assertThat(lines(file)).as("%s", file).isLessThanOrEqualTo(budget(4));
        }
    }

    private static int lines(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }

    private static List<Path> javaFiles(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static int budget(int column) throws IOException {
        String row = Files.readAllLines(Path.of("../docs/complexity.md")).stream()
                .filter(line -> line.startsWith("| backend |"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(
                Arrays.stream(row.split("\\|")).map(String::strip).toList().get(column));
    }
}
