package dev.seawall.frontdoor.bench;

/** The benchmark can't run or go on; the message says what was observed and what to do. Immutable. */
public final class BenchmarkException extends Exception {
    private static final long serialVersionUID = 1;

    public BenchmarkException(String message) {
        super(message);
    }
}
