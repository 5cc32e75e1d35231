package dev.seawall.deploy.flood.polite;

/** How a request ended. */
sealed interface Outcome {
    /** In time, with the answer that was expected. */
    record Answered() implements Outcome {}

    /**
     * Too late, with another answer, or with none.
     *
     * @param kind such as {@code timeout}, for counting
     * @param words what was observed, for people
     */
    record Failed(String kind, String words) implements Outcome {}

    /** Nobody knows: the run was broken off. It counts for nothing. */
    record Abandoned() implements Outcome {}
}
