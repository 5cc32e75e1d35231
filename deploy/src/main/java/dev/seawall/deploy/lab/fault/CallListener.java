package dev.seawall.deploy.lab.fault;

/**
 * Hears every call at both of its boundaries (a refused call has only the first), on the thread that carries the call,
 * outside any lock: a test kills the caller here, before anything happened or after everything did.
 */
public interface CallListener {
    CallListener NONE = (action, boundary) -> {};

    /** Where in its life a call is. */
    enum Boundary {
        RECEIVED,
        CARRIED_OUT
    }

    void onCall(String iamAction, Boundary boundary);
}
