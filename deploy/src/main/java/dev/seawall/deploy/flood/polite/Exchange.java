package dev.seawall.deploy.flood.polite;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes one request to its end over whichever connection there is. Thread-safe. */
final class Exchange {
    private static final byte[] NONE = {};

    private final Endpoint endpoint;
    private final Connections connections;

    Exchange(Endpoint endpoint, Connections connections) {
        this.endpoint = endpoint;
        this.connections = connections;
    }

    /**
     * A kept connection may have been closed by the server meanwhile: then the request goes over a new one, once, as any
     * client does it (RFC 9112 §9.3.1), and the deadline stays.
     */
    Outcome run(Request request, long deadlineNanos) {
        Connection kept = connections.kept();
        if (kept != null) {
            try {
                return over(kept, request, deadlineNanos);
            } catch (IOException e) {
                String kind = FailureKind.of(e);
                boolean stale = kept.gotNothing() && (kind.equals("closed") || kind.equals("reset"));
                if (!stale || !request.isRepeatable()) {
                    return failed(e);
                }
            }
        }
        try {
            return over(connections.fresh(), request, deadlineNanos);
        } catch (IOException e) {
            return failed(e);
        }
    }

    private Outcome over(Connection connection, Request request, long deadlineNanos) throws IOException {
        @Nullable MessageDigest digest = request.expectation().looksAtContent() ? Expectation.digest() : null;
        boolean keep = false;
        try {
            Answer answer = connection.exchange(request, deadlineNanos, digest);
            keep = answer.reusable();
            Optional<String> fault = request.expectation().fault(answer, digest == null ? NONE : digest.digest());
            return fault.isEmpty()
                    ? new Outcome.Answered()
                    : new Outcome.Failed(fault.get(), endpoint.url() + " answered with " + told(answer));
        } finally {
            if (keep) {
                connections.keep(connection);
            } else {
                connections.drop(connection);
            }
        }
    }

    private static String told(Answer answer) {
        return "status " + answer.status() + " and " + answer.bodyBytes() + " bytes"
                + (answer.location().isEmpty()
                        ? ""
                        : ", which leads to "
                                + answer.location().replaceAll("[^\\x21-\\x7e]", "?")
                                + "; nothing is followed there");
    }

    private Outcome failed(IOException e) {
        var address = endpoint.address();
        return new Outcome.Failed(
                FailureKind.of(e),
                "failed to get an answer from " + address.getAddress().getHostAddress() + ":" + address.getPort() + ": "
                        + e.getMessage());
    }
}
