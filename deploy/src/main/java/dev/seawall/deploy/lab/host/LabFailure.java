package dev.seawall.deploy.lab.host;

/** The lab could not do what a command needs. Its message is for people: what was observed, what to do next. */
public final class LabFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public LabFailure(String sentence) {
        super(sentence);
    }

    public LabFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
