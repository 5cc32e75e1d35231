package dev.seawall.deploy.local;

import java.util.List;

/** A command could not be carried out. Its message is for people: what was observed, where, what to do next. */
public final class LocalFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public LocalFailure(String sentence) {
        super(sentence);
    }

    public LocalFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    LocalFailure(List<String> sentences) {
        super(String.join("\n", sentences));
    }
}
