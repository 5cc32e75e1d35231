package dev.seawall.deploy.flood.polite;

/** A load run can't begin, or its report can't be written; its message says why and what to do. Immutable. */
public final class LoadFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public LoadFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
