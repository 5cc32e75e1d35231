package dev.seawall.frontdoor;

/** A front door that could not be opened; the message says what was observed and what to do. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
