package dev.seawall.frontdoor.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Thousands of generated exchanges, plain, odd and malformed, through Seawall's front door, through Jetty's own reverse
 * proxy and, where it is installed, through nginx: Seawall breaks no invariant, and every difference to the others is
 * explained in docs/differences.md, which this writes with {@code -Dseawall.update=true}.
 *
 * <p>{@code -Dseawall.differential.seed=}, {@code .exchanges=} and {@code .only=} (one exchange, by its number) choose
 * others than the usual ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialTest {
    private static final int MOST_SHOWN = 12;

    private Trial trial = Trial.none();
    private List<Difference> differences = List.of();

    @BeforeAll
    void runThemAll() throws Exception {
        System.out.println("differential: " + Trial.settings());
        long began = System.nanoTime();
        trial = Trial.run();
        differences = trial.differences();
        if (!trial.others().containsKey(Opinion.NGINX)) {
            System.out.println("differential: nginx is not on PATH, so nothing was compared with it");
        }
        if (trial.exchanges().size() == 1) {
            System.out.println(trial.story());
        }
        System.out.println("differential: " + trial.exchanges().size() + " exchanges compared with "
                + trial.others().keySet() + ", " + differences.size() + " differences, "
                + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
    }

    @Test
    void seawallBreaksNoInvariant() throws IOException {
        List<String> violated = new ArrayList<>();
        for (int i = 0; i < trial.seawall().size(); i++) {
            List<String> findings = Invariants.violated(
                    trial.exchanges().get(i), trial.seawall().get(i));
            if (!findings.isEmpty()) {
                violated.add(String.join("\n", findings) + "\n  "
                        + trial.seawall().get(i) + "\n  "
                        + trial.exchanges().get(i).transcript());
            }
        }

        assertNone("invariants broken by Seawall", violated);
    }

    @Test
    void everyDifferenceIsExplained() throws IOException {
        List<Opinion> described = trial.described();
        List<Difference> unexplained = differences.stream()
                .filter(difference -> Explanations.ALL.stream().noneMatch(row -> row.explains(difference)))
                .toList();

        assertNone(
                "differences that no row of docs/differences.md explains",
                shown(unexplained.stream()
                        .filter(difference -> described.contains(difference.opinion()))
                        .toList()));
        assumeTrue(
                unexplained.isEmpty(),
                () -> "the rows are of nginx " + Explanations.NGINX_VERSION + "; the one that is installed differs in"
                        + " other ways:\n" + tally(unexplained));
    }

    private static List<String> shown(List<Difference> unexplained) {
        List<String> shown = new ArrayList<>();
        if (!unexplained.isEmpty()) {
            shown.add(tally(unexplained));
        }
        unexplained.forEach(difference -> shown.add(difference.toString()));
        return shown;
    }

    @Test
    void everyExplanationIsOfADifferenceThatOccurs() throws IOException {
        assumeTrue(Trial.isUsual(), "only the usual exchanges show everything");

        List<String> idle = new ArrayList<>();
        for (Opinion opinion : trial.described()) {
            for (Explanation row : Explanations.ALL) {
                idle.addAll(row.idle(opinion, differences));
            }
        }

        assertThat(idle).as("rows of docs/differences.md that nothing shows").isEmpty();
    }

    @Test
    void docsDifferencesMdShowsTheExplanations() throws IOException {
        Path file = Path.of("../docs/differences.md");
        String text = DifferencesPage.text();

        if (Boolean.getBoolean("seawall.update")) {
            Files.writeString(file, text);
        }
        assertThat(text)
                .as("docs/differences.md; rewrite it with mvn -pl frontdoor test -Dtest=DifferentialTest"
                        + " -Dseawall.update=true")
                .isEqualTo(Files.readString(file));
    }

    /** The first are shown, all are written down. */
    private static void assertNone(String what, List<String> found) throws IOException {
        Path file = Path.of("target", "differential-" + what.replaceAll("[^A-Za-z]+", "-") + ".txt");
        Files.writeString(file, String.join("\n\n", found), StandardCharsets.UTF_8);
        assertThat(found.size())
                .as(() -> what + ", all of them in " + file + " (" + Trial.settings() + "):\n"
                        + found.stream().limit(MOST_SHOWN).collect(Collectors.joining("\n\n")))
                .isZero();
    }

    /** How many of each kind there are. */
    private static String tally(List<Difference> differences) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        differences.forEach(difference -> counts.merge(difference.kindAndOddities(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining("\n"));
    }
}
