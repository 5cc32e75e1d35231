package dev.seawall.frontdoor.bench.overload;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A contender: Jetty's own reverse proxy with nothing set but addresses. A program; its arguments are its own port and
 * those of the workers; a path that ends in the key of the second goes there ({@link Target}).
 */
public final class PlainJetty {
    private PlainJetty() {}

    public static void main(String[] arguments) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        server.addConnector(connector);
        int first = Integer.parseInt(arguments[1]);
        int second = Integer.parseInt(arguments[arguments.length - 1]);
        server.setHandler(new ProxyHandler.Reverse(request -> HttpURI.build(request.getHttpURI())
                .scheme("http")
                .host("127.0.0.1")
                .port(request.getHttpURI().getPath().endsWith(Target.SECOND_KEY) ? second : first)
                .asImmutable()));
        server.start();
        server.join();
    }
}
