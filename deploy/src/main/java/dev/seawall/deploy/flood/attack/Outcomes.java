package dev.seawall.deploy.flood.attack;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The names under which an attack's outcomes are counted: few, whatever comes back. Stateless. */
final class Outcomes {
    static final String CONNECTED = "connected";

    /** What came back was not HTTP. */
    static final String NO_HTTP = "no-http";

    private static final NavigableMap<Long, String> AGES = new TreeMap<>(Map.of(
            0L, "closed-within-1s",
            1_000L, "closed-within-5s",
            5_000L, "closed-within-15s",
            15_000L, "closed-within-60s",
            60_000L, "closed-later"));

    private Outcomes() {}

    /** The other end closed or reset a connection of this age. */
    static String closedAfter(long ageNanos) {
        long millis = Math.max(0, TimeUnit.NANOSECONDS.toMillis(ageNanos));
        return AGES.floorEntry(millis).getValue();
    }

    /** A connection could not be opened. */
    static String notOpened(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Too many open files") || message.contains("No buffer space")) {
            return "too-many-here";
        }
        return switch (e) {
            case Tls.NoProtocol none -> "no-common-protocol";
            case SSLException tls -> "tls-failed";
            case SocketTimeoutException late -> "connect-timeout";
            case NoRouteToHostException noRoute -> "unreachable";
            case BindException noPort -> "too-many-here";
            case ConnectException failed when message.contains("refused") -> "refused";
            case ConnectException failed when message.contains("timed out") -> "connect-timeout";
            default -> message.contains("Cannot assign") ? "too-many-here" : "reset";
        };
    }

    /** An answer to a request, by its status of three digits. */
    static String status(int status) {
        return "status-" + status;
    }
}
