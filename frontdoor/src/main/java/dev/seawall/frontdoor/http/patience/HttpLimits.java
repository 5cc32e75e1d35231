package dev.seawall.frontdoor.http.patience;

import org.eclipse.jetty.server.HttpConfiguration;

/**
 * Jetty's settings of a port, and those that it has none for.
 *
 * <p>Thread rule: set before the port opens, read from then on.
 */
public final class HttpLimits extends HttpConfiguration {
    private final int fields;
    private final int targetBytes;
    private final int requests;

    /**
     * Makes one with all else as Jetty has it.
     *
     * @param fields of a head
     * @param targetBytes of a request's target, which is a path with its query or a whole URI
     * @param requests on one connection
     */
    public HttpLimits(int fields, int targetBytes, int requests) {
        this.fields = fields;
        this.targetBytes = targetBytes;
        this.requests = requests;
    }

    /** Those of a configuration; without limits where that is but Jetty's. */
    public static HttpLimits of(HttpConfiguration configuration) {
        return configuration instanceof HttpLimits own
                ? own
                : new HttpLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    public int fields() {
        return fields;
    }

    public int targetBytes() {
        return targetBytes;
    }

    public int requests() {
        return requests;
    }
}
