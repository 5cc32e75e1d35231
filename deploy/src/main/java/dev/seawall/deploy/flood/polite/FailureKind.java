package dev.seawall.deploy.flood.polite;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Names what a connection ended in, for counting. Stateless. */
final class FailureKind {
    static final String TIMEOUT = "timeout";

    private FailureKind() {}

    static String of(IOException failure) {
        String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return switch (failure) {
            case SocketTimeoutException e -> TIMEOUT;
            case NoRouteToHostException e -> "unreachable";
            case ConnectException e ->
                words.contains("refused") ? "refused" : words.contains("timed out") ? TIMEOUT : "unreachable";
            case EOFException e -> "closed";
            case SSLException e -> ofTls(e);
            case ProtocolException e -> "not-http";
            case SocketException e -> words.contains("unreachable") ? "unreachable" : "reset";
            default -> "broken";
        };
    }

    /** What broke under TLS is told as its cause. */
    private static String ofTls(SSLException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof EOFException ? "closed" : cause instanceof SocketException ? "reset" : "tls";
    }
}
