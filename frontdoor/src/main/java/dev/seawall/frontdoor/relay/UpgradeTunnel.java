package dev.seawall.frontdoor.relay;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Response;

/**
 * Two connections joined after a worker's 101 (RFC 9110 §7.8): bytes go both ways as they are, each side read only as
 * fast as the other takes them. Either side's idle timeout or failure closes both; an end of stream is passed on, so
 * that one direction can outlast the other.
 *
 * <p>Thread rule: each {@link TunnelSide} reads on one thread at a time; the ending is counted once.
 */
final class UpgradeTunnel {
    private final ClientSide client;
    private final TunnelSide clientSide;
    private final TunnelSide workerSide;
    private final EndPoint workerEnd;
    private final Runnable onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param early what the worker sent right behind its 101 */
    UpgradeTunnel(ClientSide client, EndPoint workerEnd, ByteBuffer early, Runnable onEnd) {
        this.client = client;
        this.workerEnd = workerEnd;
        this.onEnd = onEnd;
        EndPoint clientEnd =
                client.request().getConnectionMetaData().getConnection().getEndPoint();
        Components components = client.request().getComponents();
        long idleMillis = clientEnd.getIdleTimeout();
        workerEnd.setIdleTimeout(idleMillis);
        clientSide = new TunnelSide(clientEnd, workerEnd, components, this);
        workerSide = new TunnelSide(workerEnd, clientEnd, components, this);
        workerSide.onUpgradeTo(early);
    }

    /** Answers the client with 101; the server then hands its connection over. */
    void open(HttpFields from, ForwardedFields fields) {
        Response response = client.response();
        response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
        fields.toClient(from, response.getHeaders(), client.request());
        // RFC 9110 §8.6: it must not have one.
        response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.UPGRADE);
        response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
        client.request().setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, clientSide);
        client.switched();
    }

    /** The client's side is up: only now may the worker's bytes follow the 101. */
    void onSideOpened(TunnelSide side) {
        if (side == clientSide) {
            workerEnd.upgrade(workerSide);
        }
    }

    void onSideEnded(TunnelSide side) {
        boolean failed = side.failure() != null;
        if (failed || (clientSide.isDone() && workerSide.isDone())) {
            end();
        }
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            clientSide.getEndPoint().close();
            workerEnd.close();
            onEnd.run();
            client.tunnelEnded(clientSide.bytes(), workerSide.bytes());
        }
    }
}
