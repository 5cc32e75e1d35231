package dev.seawall.frontdoor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.http.http1.Http1ConnectionFactory;
import dev.seawall.frontdoor.http.patience.Patiences;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** Whoever asks to be told of a request's failure is told, also who asks after it. */
class FailureListenerTest {
    @Test
    void aListenerThatComesAfterTheFailureIsCalledAtOnce() throws Exception {
        var begun = new CompletableFuture<Request>();
        var failed = new CompletableFuture<Throwable>();
        var toldLate = new CompletableFuture<Throwable>();
        var server = new Server();
        var port = new PublicConnector(
                server, server.getThreadPool(), Patiences.ample(), new Http1ConnectionFactory(new HttpConfiguration()));
        port.setHost("127.0.0.1");
        server.addConnector(port);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                request.addFailureListener(failed::complete);
                begun.complete(request);
                return true;
            }
        });
        server.start();
        try (var client = new RawClient(port.getLocalPort())) {
            client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
            Request request = begun.get(10, TimeUnit.SECONDS);
            client.reset();
            Throwable failure = failed.get(10, TimeUnit.SECONDS);

            request.addFailureListener(toldLate::complete);

            assertThat(toldLate).isCompletedWithValue(failure);
        } finally {
            server.stop();
        }
    }
}
