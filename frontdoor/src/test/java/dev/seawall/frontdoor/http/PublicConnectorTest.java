package dev.seawall.frontdoor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.http.patience.Patiences;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/** An answer written the moment the port is gone says already that its connection closes. */
class PublicConnectorTest {
    @Test
    void thePortCountsAsShuttingDownBeforeItCloses() throws Exception {
        var shutdownWhenClosed = new AtomicBoolean();
        var server = new Server();
        var port = new PublicConnector(server, server.getThreadPool(), Patiences.ample(), new HttpConnectionFactory()) {
            @Override
            public void close() {
                shutdownWhenClosed.set(isShutdown());
                super.close();
            }
        };
        port.setHost("127.0.0.1");
        server.addConnector(port);
        server.start();
        assertThat(port.isShutdown()).isFalse();

        port.shutdown().get(10, TimeUnit.SECONDS);
        assertThat(shutdownWhenClosed).isTrue();
        server.stop();
    }
}
