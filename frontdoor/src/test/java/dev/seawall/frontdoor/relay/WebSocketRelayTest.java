package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import dev.seawall.frontdoor.SecuredWorkers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.junit.jupiter.api.Test;

/** WebSocket (RFC 6455) is carried end to end: the handshake as HTTP, then bytes both ways. */
class WebSocketRelayTest {
    @Test
    void messagesOfAnySizeGoBothWaysAndTheCloseIsPassedOn() throws Exception {
        Server worker = echoServer();
        int port = ((ServerConnector) worker.getConnectors()[0]).getLocalPort();
        var client = new WebSocketClient();
        try (var door = FrontDoorUnderTest.before(List.of(), port)) {
            client.setMaxTextMessageSize(2_000_000);
            client.start();
            var end = new Listening();
            Session session = client.connect(end, URI.create("ws://127.0.0.1:" + door.port() + "/chat"))
                    .get(10, TimeUnit.SECONDS);

            String big = "x".repeat(1_000_000);
            session.sendText("hello", Callback.NOOP);
            session.sendText(big, Callback.NOOP);

            assertThat(end.next()).isEqualTo("hello");
            assertThat(end.next()).isEqualTo(big);
            session.close();
            assertThat(end.next()).isEqualTo("closed");
        } finally {
            client.stop();
            worker.stop();
        }
    }

    @Test
    void aWorkerThatRefusesTheUpgradeIsHeard() throws Exception {
        try (var worker = RawWorker.answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("GET /chat HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(403);
            RawMessage request = worker.next();
            assertThat(request.values("Upgrade")).containsExactly("websocket");
            assertThat(request.values("Connection")).containsExactly("Upgrade");
        }
    }

    @Test
    void anUpgradeToAnythingElseIsRelayedAsAPlainRequest() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("GET /chat HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: irc/6.9\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(worker.next().names()).doesNotContain("upgrade", "connection");
        }
    }

    @Test
    void bytesRightBehindTheHandshakeAreNotLost() throws Exception {
        try (var worker = new RawWorker((head, peer) -> {
                    peer.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
                            + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly");
                });
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("GET /chat HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(101);
            assertThat(client.receive().body()).isEqualTo("early");
        }
    }

    private static Server echoServer() throws Exception {
        Server server = new Server();
        server.addConnector(SecuredWorkers.connector(server));
        server.setHandler(WebSocketUpgradeHandler.from(server, container -> configure(container)));
        server.start();
        return server;
    }

    private static void configure(ServerWebSocketContainer container) {
        container.setMaxTextMessageSize(2_000_000);
        container.setIdleTimeout(Duration.ofSeconds(10));
        container.addMapping("/chat", (request, response, callback) -> new Echo());
    }

    /** Sends back what it is sent. */
    public static final class Echo extends Session.Listener.AbstractAutoDemanding {
        @Override
        public void onWebSocketText(String message) {
            getSession().sendText(message, Callback.NOOP);
        }
    }

    /** Keeps what it is sent. */
    public static final class Listening extends Session.Listener.AbstractAutoDemanding {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public void onWebSocketText(String message) {
            heard.add(message);
        }

        @Override
        public void onWebSocketClose(int code, String reason, Callback callback) {
            heard.add("closed");
            callback.succeed();
        }

        String next() throws InterruptedException {
            return heard.poll(10, TimeUnit.SECONDS);
        }
    }
}
