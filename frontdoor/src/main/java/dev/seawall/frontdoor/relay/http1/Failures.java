package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.relay.Attempt;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Turns what a socket reported into what the relay may do next. Stateless. */
final class Failures {
    private Failures() {}

    static Attempt notConnected(Throwable cause, Duration connectTimeout) {
        return new Attempt.NotSent(
                cause instanceof SocketTimeoutException
                        ? new IOException("connect timed out after " + connectTimeout.toMillis() + " ms", cause)
                        : asIoException(cause),
                false);
    }

    /** The connection failed within an answer, or before one. */
    static Attempt noAnswer(Throwable cause, boolean onKeptConnection) {
        return new Attempt.NoAnswer(asIoException(cause), onKeptConnection);
    }

    /** The head never went out as a whole. */
    static Attempt notWritten(Throwable cause, boolean onKeptConnection) {
        return new Attempt.NotSent(asIoException(cause), onKeptConnection);
    }

    private static IOException asIoException(Throwable cause) {
        return cause instanceof IOException io ? io : new IOException(cause.getMessage(), cause);
    }
}
