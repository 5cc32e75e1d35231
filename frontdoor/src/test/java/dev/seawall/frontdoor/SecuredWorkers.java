package dev.seawall.frontdoor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** While a class with it runs, every {@link RawWorker} speaks mutual TLS and every front door knows. */
public final class SecuredWorkers implements BeforeAllCallback, AfterAllCallback {
    private static @Nullable Identities identities;

    /** Made once for all classes; keytool takes its time. */
    private static @Nullable Identities made;

    /** Whom the workers and the front doors are. */
    record Identities(TestAuthority.Identity workers, TestAuthority.Identity frontDoor) {}

    static @Nullable Identities inUse() {
        return identities;
    }

    /** Of a real server as a worker, on any free port, asking for a client's certificate where workers do. */
    public static ServerConnector connector(Server server) throws GeneralSecurityException {
        Identities as = identities;
        if (as == null) {
            return new ServerConnector(server);
        }
        var tls = new SslContextFactory.Server();
        tls.setSslContext(as.workers().context());
        tls.setNeedClientAuth(true);
        var http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(server, tls, new HttpConnectionFactory(http));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (made == null) {
            try {
                Path folder = Files.createTempDirectory("seawall-certificates");
                folder.toFile().deleteOnExit();
                var authority = new TestAuthority(folder);
                made = new Identities(
                        authority.issue("worker-1", "worker-2", "worker-3", "worker-4"),
                        authority.issue("front-door-1"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        identities = made;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        identities = null;
    }
}
