package dev.seawall.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The budget of docs/complexity.md: going over is a decision record, not an accident. */
class ComplexityTest {
    private static final String MODULE = "frontdoor";
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);

    @Test
    void productionLinesStayWithinTheBudget() throws IOException {
        int lines = 0;
        for (Path file : javaFiles("src/main/java")) {
            lines += Files.readAllLines(file).size();
        }

        assertThat(lines).isPositive().isLessThanOrEqualTo(budget(1));
    }

    @Test
    void directDependenciesStayWithinTheBudget() throws IOException {
        long dependencies = DEPENDENCY
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .filter(match -> !match.group(1).contains("<scope>test</scope>"))
                .count();

        assertThat(dependencies).isPositive().isLessThanOrEqualTo(budget(2));
    }

    @Test
    void everyFileFitsIntoOneHead() throws IOException {
        int most = budget(3);

        for (Path file : javaFiles("src")) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(most);
        }
    }

    private static List<Path> javaFiles(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** A number from the module's row of the table, 1 being the first. */
    private static int budget(int column) throws IOException {
        String row = Files.readAllLines(Path.of("../docs/complexity.md")).stream()
                .filter(line -> line.startsWith("| " + MODULE + " |"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(row.split("\\|", -1)[column + 1].trim());
    }
}
