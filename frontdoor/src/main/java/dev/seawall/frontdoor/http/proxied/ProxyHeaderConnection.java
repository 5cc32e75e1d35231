package dev.seawall.frontdoor.http.proxied;

import dev.seawall.frontdoor.loops.LoopEndPoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a load balancer's connection: reads the header, notes for whom the connection is, and makes way for
 * what the port speaks.
 *
 * <p>Thread rule: the loop's, but for {@link #expire}, a timer's. Whoever sets {@link #decided} goes on.
 */
final class ProxyHeaderConnection extends AbstractConnection.NonBlocking {
    private final Connector connector;
    private final ConnectionFactory next;
    private final ProxiedClients clients;
    private final long headerMillis;
    private final AtomicBoolean decided = new AtomicBoolean();
    private @Nullable ProxyHeaderReader reader = new ProxyHeaderReader();
    private Scheduler.@Nullable Task deadline;

    ProxyHeaderConnection(
            Connector connector, EndPoint endPoint, ConnectionFactory next, long headerMillis, ProxiedClients clients) {
        super(endPoint, connector.getExecutor());
        this.connector = connector;
        this.next = next;
        this.headerMillis = headerMillis;
        this.clients = clients;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        deadline = connector.getScheduler().schedule(this::expire, headerMillis, TimeUnit.MILLISECONDS);
        onFillable();
    }

    @Override
    public void onFillable() {
        ProxyHeaderReader known = reader;
        if (known == null) {
            return;
        }
        try {
            ProxyHeader header = read(known);
            if (header == null) {
                fillInterested();
            } else if (decided.compareAndSet(false, true)) {
                goOn(header);
            }
        } catch (IOException e) {
            refuse(e);
        }
    }

    /** Null when there is more to come. */
    private @Nullable ProxyHeader read(ProxyHeaderReader from) throws IOException {
        while (true) {
            ByteBuffer room = from.room();
            int before = room.position();
            int filled = LoopEndPoint.of(getEndPoint()).getChannel().read(room);
            if (filled < 0) {
                throw new EofException("the connection ended within the PROXY header");
            }
            if (room.position() == before) {
                return null;
            }
            ProxyHeader header = from.read();
            if (header != null) {
                return header;
            }
        }
    }

    private void goOn(ProxyHeader header) {
        reader = null;
        stopClock();
        LoopEndPoint socket = LoopEndPoint.of(getEndPoint());
        InetSocketAddress loadBalancer = (InetSocketAddress) socket.getRemoteSocketAddress();
        InetSocketAddress client = header.client() == null ? loadBalancer : header.client();
        Object guest = header.client() == null
                ? clients.admitLoadBalancer(loadBalancer.getAddress())
                : clients.admit(client.getAddress());
        if (guest == null) {
            socket.reset(new EofException("the client may not come in"));
            return;
        }
        socket.client(client, guest);
        getEndPoint().upgrade(next.newConnection(connector, getEndPoint()));
    }

    private void expire() {
        refuse(new TimeoutException("no PROXY header within " + headerMillis + " ms"));
    }

    private void refuse(Exception cause) {
        if (decided.compareAndSet(false, true)) {
            stopClock();
            clients.onBadHeader();
            LoopEndPoint.of(getEndPoint()).reset(cause);
        }
    }

    private void stopClock() {
        Scheduler.Task running = deadline;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        decided.set(true);
        stopClock();
        super.onClose(cause);
    }

    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        refuse(timeout);
        return false;
    }
}
