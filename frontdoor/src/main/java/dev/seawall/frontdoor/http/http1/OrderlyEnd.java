package dev.seawall.frontdoor.http.http1;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;

/** A connection that has ended as it should, for whoever still listens; knows not where, which nobody asks. Immutable. */
final class OrderlyEnd extends EofException {
    private static final long serialVersionUID = 1;

    OrderlyEnd() {
        super("closed");
    }

    /** Closes it, with a cause: or Jetty makes one, and finds out where, which takes microseconds. */
    static void of(EndPoint endPoint) {
        endPoint.close(new OrderlyEnd());
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
