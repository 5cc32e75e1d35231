package dev.seawall.deploy.flood.rig;

/** A flood run can't go on; the message says what was observed and what to do. */
public final class FloodFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public FloodFailure(String message) {
        super(message);
    }

    public FloodFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
