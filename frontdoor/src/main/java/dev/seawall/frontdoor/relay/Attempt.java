package dev.seawall.frontdoor.relay;

import java.io.IOException;
import java.time.Duration;

/** How one try at one worker failed, by what the caller may now do. Immutable. */
public sealed interface Attempt {

    /**
     * Certain: the worker never saw the request. Any method may go elsewhere, for no byte of its body was read.
     *
     * @param onKeptConnection that had served before: says nothing of the worker, which may have closed it while it
     *     was idle; a fresh one would do
     */
    record NotSent(IOException cause, boolean onKeptConnection) implements Attempt {}

    /**
     * Uncertain: it may have acted. Only idempotent methods may try again (RFC 9110 §9.2.2).
     *
     * @param onKeptConnection not a byte came back on a connection that had served before: most likely the worker
     *     closed it while it was idle, and a fresh one would do (RFC 9112 §9.3.1)
     */
    record NoAnswer(IOException cause, boolean onKeptConnection) implements Attempt {}

    /** Uncertain likewise: the worker took the request and did not begin to answer. */
    record Silent(Duration waited) implements Attempt {}

    /** The client's own body failed or was refused; the worker saw a stream that breaks off. */
    record BodyFailed(Throwable cause) implements Attempt {}
}
