package dev.seawall.deploy.lab.fabric;

/** The kernel, or a tool that speaks to it, did not do what the fabric asked; the message says what and why. */
public final class FabricException extends Exception {
    private static final long serialVersionUID = 1;

    public FabricException(String message) {
        super(message);
    }

    public FabricException(String message, Throwable cause) {
        super(message, cause);
    }
}
