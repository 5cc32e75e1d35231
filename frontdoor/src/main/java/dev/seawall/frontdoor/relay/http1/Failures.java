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
     * Whether the worker ended the TLS handshake although this side took it for done, as it does where it refuses a
     * certificate in TLS 1.3. It has then not read a byte of a request: what it could read it with it only derives
     * once the certificate has been checked (RFC 8446 §4.4.4, §7.1).
     */
    static boolean isRefusedHandshake(Throwable cause) {
        return cause instanceof SSLHandshakeException;
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
        return alert.find() ? "it ended the TLS handshake with the alert " + alert.group(1) : "failed in TLS: " + message;
    }
}
