package dev.seawall.frontdoor.bench.overload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * The worker behind every proxy. A program; its arguments are its port, its places and the mean service time in
 * microseconds. {@code /-/slow/F} makes it F times as slow, {@code /-/served} says how many it has served; these and
 * everything else below {@code /-/}, such as probes, are answered at once.
 *
 * <p>Thread rule: thread-safe.
 */
public final class SlowOrigin extends Handler.Abstract.NonBlocking {
    static final String SLOW = "/-/slow/";
    static final String SERVED = "/-/served";

    private static final String INSIDE = "/-/";
    private static final int ACCEPT_QUEUE = 4096;

    /** The client that waits longest is a proxy that has given it thousands of requests. */
    private static final int IDLE_MILLIS = 300_000;

    /** What the benchmark's other origin answers with, too. */
    private static final byte[] KILOBYTE = "x".repeat(1024).getBytes(StandardCharsets.US_ASCII);

    private final Places places;

    private SlowOrigin(Places places) {
        this.places = places;
    }

    public static void main(String[] arguments) throws Exception {
        ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("clock").factory());
        ServiceTimes times = new ServiceTimes(Double.parseDouble(arguments[2]) * 1e3, 1);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(new SlowOrigin(new Places(clock, Integer.parseInt(arguments[1]), times)));
        server.start();
        server.join();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if (!path.startsWith(INSIDE)) {
            places.take(() -> answer(response, KILOBYTE, callback));
            return true;
        }
        if (path.startsWith(SLOW)) {
            places.slow(Double.parseDouble(path.substring(SLOW.length())));
        }
        String said = path.equals(SERVED) ? String.valueOf(places.served()) : "ok";
        answer(response, said.getBytes(StandardCharsets.US_ASCII), callback);
        return true;
    }

    private static void answer(Response response, byte[] content, Callback callback) {
        response.getHeaders().put("Content-Length", content.length);
        response.write(true, ByteBuffer.wrap(content), callback);
    }
}
