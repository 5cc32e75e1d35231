package dev.seawall.deploy.blueprint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects everything wrong with one file, so that its author hears of all of it at once. Not thread-safe. */
final class Problems {
    private record Problem(int line, String sentence) {}

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String sentence) {
        found.add(new Problem(line, sentence));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the file: {@code seawall.yaml line 7: workers.count must be 1 to 99, not 0}. */
    List<String> sentences() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(problem -> file + " line " + problem.line() + ": " + problem.sentence())
                .toList();
    }
}
