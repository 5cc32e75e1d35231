package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.relay.Attempt;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Turns what a socket reported into what the relay may do next. Stateless. */
final class Failures {
    private Failures() {}

    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

    static Attempt notConnected(Throwable cause, Duration connectTimeout) {
        return new Attempt.NotSent(
                cause instanceof SocketTimeoutException
                        ? new IOException("connect timed out after " + connectTimeout.toMillis() + " ms", cause)
                        : asIoException(cause),
                false);
    }

    /**
     * The connection failed within an answer, or before one.
     *
     * <p>Where the worker refuses a certificate in TLS 1.3 this side may take the handshake for done, and have sent the
     * request. It has then not been read: the keys for that are only derived once the certificate has been checked (RFC
     * 8446 §4.4.4, §7.1).
     */
    static Attempt noAnswer(Throwable cause, boolean begun, boolean servedBefore, boolean bodyUntouched) {
        boolean refused = cause instanceof SSLHandshakeException && !begun && !servedBefore;
        return refused && bodyUntouched
                ? notWritten(cause, false)
                : new Attempt.NoAnswer(asIoException(cause), servedBefore && !begun);
    }

    /** The head never went out as a whole. */
    static Attempt notWritten(Throwable cause, boolean onKeptConnection) {
        return new Attempt.NotSent(asIoException(cause), onKeptConnection);
    }

    private static IOException asIoException(Throwable cause) {
        if (cause instanceof SSLException ssl) {
            return new IOException(sentence(ssl), cause);
        }
        return cause instanceof IOException io ? io : new IOException(cause.getMessage(), cause);
    }

    /** What was wrong with the certificate where that is it; else what the TLS engine says. */
    private static String sentence(SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException refused) {
                return String.valueOf(refused.getMessage());
            }
        }
        String message = String.valueOf(failure.getMessage());
        Matcher alert = ALERT.matcher(message);
        return alert.find()
                ? "it ended the TLS handshake with the alert " + alert.group(1)
                : "failed in TLS: " + message;
    }
}
