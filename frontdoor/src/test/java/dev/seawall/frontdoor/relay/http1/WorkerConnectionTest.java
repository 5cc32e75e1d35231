package dev.seawall.frontdoor.relay.http1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.relay.AnswerListener;
import dev.seawall.frontdoor.relay.Attempt;
import dev.seawall.frontdoor.relay.RelayConfig;
import dev.seawall.frontdoor.relay.WorkerRequest;
import dev.seawall.frontdoor.workers.WorkerAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;

/** What happens to a connection between being lent and being used. */
class WorkerConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void anEndThatCameBeforeTheRequestIsNotMissed() throws Exception {
        var connector = new ClientConnector();
        connector.start();
        try (var worker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WorkerConnection lent = connect(connector, worker.getLocalPort());
            worker.accept().shutdownOutput();
            awaitHeard(lent);
            var outcome = new Outcome();
            var config = new RelayConfig(PATIENCE, PATIENCE, PATIENCE.multipliedBy(2), PATIENCE);
            var address = new WorkerAddress("worker-1", "127.0.0.1", worker.getLocalPort());
            var request = new WorkerRequest(address, "GET", "/", HttpFields.EMPTY, null, -1, false, false, false);

            assertThat(new Http1Try(request, outcome, config).begin(lent)).isTrue();

            assertThat(outcome.failed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(Attempt.NoAnswer.class);
        } finally {
            connector.stop();
        }
    }

    private static WorkerConnection connect(ClientConnector connector, int port) throws Exception {
        var pool = new ConnectionPool(PATIENCE);
        var opened = new CompletableFuture<WorkerConnection>();
        ClientConnectionFactory factory = (endPoint, context) -> new WorkerConnection(
                endPoint, connector.getExecutor(), connector.getScheduler(), connector.getByteBufferPool(), pool);
        Promise<WorkerConnection> promise = Promise.from(opened::complete, opened::completeExceptionally);
        connector.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                new HashMap<>(Map.of(
                        ClientConnectionFactory.CONTEXT_KEY,
                        factory,
                        ClientConnector.CONNECTION_PROMISE_CONTEXT_KEY,
                        promise,
                        Transport.class.getName(),
                        Transport.TCP_IP)));
        return opened.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Until the end has arrived, while nobody uses the connection. */
    private static void awaitHeard(WorkerConnection connection) {
        var interest = ((AbstractEndPoint) connection.getEndPoint()).getFillInterest();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (interest.isInterested()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static final class Outcome implements AnswerListener {
        private final CompletableFuture<Attempt> failed = new CompletableFuture<>();

        @Override
        public void onInterim(int status, HttpFields fields, Runnable goOn) {
            failed.completeExceptionally(new AssertionError("an interim answer " + status));
        }

        @Override
        public void onAnswer(int status, HttpFields fields, Content.Source body) {
            failed.completeExceptionally(new AssertionError("an answer " + status));
        }

        @Override
        public void onSwitched(HttpFields fields, EndPoint worker, ByteBuffer early) {
            failed.completeExceptionally(new AssertionError("another protocol"));
        }

        @Override
        public void onFailed(Attempt attempt) {
            failed.complete(attempt);
        }
    }
}
