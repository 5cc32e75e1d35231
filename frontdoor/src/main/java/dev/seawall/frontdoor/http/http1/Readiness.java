package dev.seawall.frontdoor.http.http1;

import org.eclipse.jetty.util.Callback;

/**
 * Tells a connection that its watched input has something to read, or never will again.
 *
 * <p>Thread rule: called by the selector, once for each watch; never blocks.
 */
record Readiness(Http1Connection connection) implements Callback {
    @Override
    public void succeeded() {
        connection.onReadable();
    }

    @Override
    public void failed(Throwable cause) {
        connection.onBroken(cause);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
