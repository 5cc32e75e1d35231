package dev.seawall.frontdoor.problem;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/** The {@code Date} of an answer that nobody further away has dated (RFC 9110 §6.6.1). Stateless. */
public final class ServerDate {
    private ServerDate() {}

    public static HttpField of(Request request) {
        return request.getConnectionMetaData().getConnector().getServer().getDateField();
    }
}
