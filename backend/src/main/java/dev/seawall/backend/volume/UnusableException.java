package dev.seawall.backend.volume;

/** A data directory or volume that this worker must not serve from; the message is a sentence for the operator. */
public final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
        super(message);
    }

    UnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
