package dev.seawall.deploy.flood.attack;

import java.io.IOException;
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
        String said = String.valueOf(e.getMessage());
        if (e instanceof Tls.NoProtocol) {
            return "no-common-protocol";
        }
        if (e instanceof SSLException) {
            return "tls-failed";
        }
        if (e instanceof SocketTimeoutException || said.contains("timed out")) {
            return "connect-timeout";
        }
        if (said.contains("refused")) {
            return "refused";
        }
        if (said.contains("unreachable") || said.contains("No route")) {
            return "unreachable";
        }
        // Ports, descriptors or buffers of this computer are used up.
        boolean here = said.contains("Cannot assign") || said.contains("open files") || said.contains("buffer space");
        return here ? "too-many-here" : "reset";
    }

    /** An answer to a request, by its status of three digits. */
    static String status(int status) {
        return "status-" + status;
    }
}
