package dev.seawall.frontdoor.config;

import java.util.Comparator;
import java.util.List;

/**
 * Everything that is wrong with a configuration, at once; the message is one sentence a line and is meant for the
 * operator. Immutable.
 */
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<ConfigProblem> problems;

    ConfigException(String source, List<ConfigProblem> problems) {
        super(String.join("\n", sentences(source, problems)));
        this.problems = List.copyOf(problems);
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    private static List<String> sentences(String source, List<ConfigProblem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(ConfigProblem::line))
                .map(problem -> problem.sentence(source))
                .toList();
    }
}
