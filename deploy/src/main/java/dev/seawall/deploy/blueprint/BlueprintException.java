package dev.seawall.deploy.blueprint;

import java.util.List;

/** A blueprint, or another file of keys and values, cannot be used. Carries every problem that was found, each as a sentence with its line. */
public final class BlueprintException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public BlueprintException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
