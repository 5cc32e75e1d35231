package dev.seawall.frontdoor.bench;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A peer: Jetty's own reverse proxy with nothing set but addresses and protocols. A program; its arguments are the ports
 * http, https and origin, a key store and its password.
 */
public final class JettyReverseProxy {
    private JettyReverseProxy() {}

    public static void main(String[] arguments) throws Exception {
        int http = Integer.parseInt(arguments[0]);
        int https = Integer.parseInt(arguments[1]);
        int origin = Integer.parseInt(arguments[2]);
        Server server = new Server();
        listen(new ServerConnector(server), http);
        listen(tls(server, arguments[3], arguments[4]), https);
        server.setHandler(new ProxyHandler.Reverse(request -> HttpURI.build(request.getHttpURI())
                .scheme("http")
                .host("127.0.0.1")
                .port(origin)
                .asImmutable()));
        server.start();
        server.join();
    }

    private static void listen(ServerConnector connector, int port) {
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.getServer().addConnector(connector);
    }

    private static ServerConnector tls(Server server, String keyStore, String password) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keyStore);
        tls.setKeyStorePassword(password);
        HttpConfiguration configuration = new HttpConfiguration();
        // Load generators ask for an address, which no certificate is matched with.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        return new ServerConnector(
                server,
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(configuration),
                http1);
    }
}
