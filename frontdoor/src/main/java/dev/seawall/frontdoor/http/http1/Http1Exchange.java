package dev.seawall.frontdoor.http.http1;

import dev.seawall.frontdoor.http.exchange.ClientExchange;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer by HTTP/1, where what breaks off ends the connection.
 *
 * <p>Thread rule: as {@link ClientExchange}.
 */
final class Http1Exchange extends ClientExchange {
    private final Http1Connection connection;
    private final Http1Request request;
    private final Http1Response response;
    private final ResponseWriter writer;

    Http1Exchange(Http1Connection connection, RequestHead head, long beginNanoTime) {
        this.connection = connection;
        this.request = new Http1Request(connection.facts(), this, head, beginNanoTime);
        this.writer = new ResponseWriter(connection, head);
        this.response = new Http1Response(request, this, writer);
    }

    @Override
    protected Http1Request request() {
        return request;
    }

    @Override
    protected Http1Response response() {
        return response;
    }

    @Override
    protected Server server() {
        return connection.facts().getConnector().getServer();
    }

    /** Whether the connection can go on, as far as the answer said. */
    boolean persists() {
        return writer.persists();
    }

    /** What takes the connection over, null for nothing (RFC 9110 §7.8). */
    @Nullable
    Connection successor() {
        return response.getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101
                        && request.getAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE) instanceof Connection next
                ? next
                : null;
    }

    /** Answers a request that no handler gets to see. */
    void refuse(Throwable cause) {
        endConnection();
        failed(cause);
    }

    /** Its answer says that it is the last (RFC 9112 §9.6). */
    void endConnection() {
        writer.endConnection();
    }

    /** Tells the client to send its body, then goes on with {@code then}, whatever became of that. */
    void sendContinue(Runnable then) {
        var unused = response.writeInterim(HttpStatus.CONTINUE_100, HttpFields.EMPTY)
                .whenComplete((sent, failure) -> then.run());
    }

    @Override
    protected boolean isCut() {
        return false;
    }

    @Override
    protected void onOwnAnswer() {
        endConnection();
    }

    @Override
    protected void cutOff(Throwable cause) {
        if (writer.endsWithConnection()) {
            AbruptEnd.of(connection.getEndPoint(), cause);
        } else {
            connection.getEndPoint().close(cause);
        }
    }

    @Override
    protected void cutWrite(Throwable cause) {
        connection.getEndPoint().close(cause);
    }

    @Override
    protected void onEnd() {
        // The connection sees to what is left of the request.
    }

    @Override
    protected void onOver() {
        connection.goOn();
    }
}
