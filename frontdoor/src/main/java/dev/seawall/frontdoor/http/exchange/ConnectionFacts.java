package dev.seawall.frontdoor.http.exchange;

import java.net.SocketAddress;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * What handlers may know of a connection, and what it lends them.
 *
 * <p>Thread rule: thread-safe; {@link #version} and {@link #hostPort} are called between requests.
 */
public final class ConnectionFacts extends FewAttributes implements ConnectionMetaData, Components {
    private final Connection connection;
    private final BooleanSupplier persists;
    private final HttpConfiguration configuration;
    private final Connector connector;
    private final boolean secure;
    private volatile HttpVersion version;
    private volatile @Nullable SocketAddress remote;
    private @Nullable NamedHost lastHost;

    /** What a client called this server, and its parts. */
    private record NamedHost(String text, HostPort parts) {}

    /**
     * @param version until {@link #version} says otherwise
     * @param persists whether more may come behind the request under way
     */
    public ConnectionFacts(
            Connection connection,
            HttpVersion version,
            BooleanSupplier persists,
            HttpConfiguration configuration,
            Connector connector) {
        this.connection = connection;
        this.version = version;
        this.persists = persists;
        this.configuration = configuration;
        this.connector = connector;
        this.secure = connection.getEndPoint().isSecure();
    }

    /** That of the request which is read or answered now. */
    public void version(HttpVersion current) {
        version = current;
    }

    /**
     * The parts of a {@code Host}, the same in nearly every request of a connection.
     *
     * @throws HttpException.RuntimeException when it has none
     */
    public HostPort hostPort(String host) {
        NamedHost known = lastHost;
        if (known == null || !known.text.equals(host)) {
            try {
                lastHost = known = new NamedHost(host, new HostPort(host));
            } catch (IllegalArgumentException e) {
                throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, "Bad Host", e);
            }
        }
        return known.parts;
    }

    @Override
    public String getId() {
        return Integer.toHexString(System.identityHashCode(connection));
    }

    @Override
    public HttpConfiguration getHttpConfiguration() {
        return configuration;
    }

    @Override
    public HttpVersion getHttpVersion() {
        return version;
    }

    @Override
    public String getProtocol() {
        return version.asString();
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public Connector getConnector() {
        return connector;
    }

    @Override
    public boolean isPersistent() {
        return persists.getAsBoolean();
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        SocketAddress known = remote;
        if (known == null) {
            known = connection.getEndPoint().getRemoteSocketAddress();
            remote = known;
        }
        return known;
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return connection.getEndPoint().getLocalSocketAddress();
    }

    @Override
    public ByteBufferPool getByteBufferPool() {
        return connector.getByteBufferPool();
    }

    @Override
    public Scheduler getScheduler() {
        return connector.getScheduler();
    }

    @Override
    public Executor getExecutor() {
        return connector.getExecutor();
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public ThreadPool getThreadPool() {
        return connector.getServer().getThreadPool();
    }

    @Override
    public Attributes getCache() {
        return Attributes.NULL;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
