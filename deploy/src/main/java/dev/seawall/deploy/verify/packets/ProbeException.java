package dev.seawall.deploy.verify.packets;

/** Packets could not be sent, so nothing can be said of them; the message says why and what to do. */
public final class ProbeException extends Exception {
    private static final long serialVersionUID = 1;

    public ProbeException(String message) {
        super(message);
    }

    public ProbeException(String message, Throwable cause) {
        super(message, cause);
    }
}
