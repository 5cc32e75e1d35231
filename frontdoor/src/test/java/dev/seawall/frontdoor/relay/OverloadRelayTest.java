package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.HttpClient;
import org.junit.jupiter.api.Test;

/**
 * A real front door before a real worker of known capacity, asked for four times that. How flat the curves are is for
 * {@code AdmissionCurvesTest} to say, whose clock nobody else uses; unlimited, a fifth would come in time here.
 */
class OverloadRelayTest {
    private static final int PLACES = 8;
    private static final Duration SERVICE = Duration.ofMillis(80);
    private static final double NOMINAL = PLACES * 1e9 / SERVICE.toNanos();

    @Test
    void anOverloadIsShedAndWhatIsImportantStaysQuickAndAllIsWellAfterwards() throws Exception {
        try (var worker = new SlowWorker(PLACES, SERVICE);
                var door = FrontDoorUnderTest.before(
                        List.of("admission: {priorities: [{route: /v1/objects/, priority: critical}]}"),
                        worker.port())) {
            HttpClient client = new HttpClient();
            client.setMaxConnectionsPerDestination(1024);
            client.start();
            String base = "http://127.0.0.1:" + door.port();
            OpenLoad normal = new OpenLoad(client, base + "/any");
            OpenLoad critical = new OpenLoad(client, base + "/v1/objects/key");
            try {
                both(normal, 0.3, critical, 2);
                double quiet = critical.medianMillis();

                both(normal, 4, critical, 1);
                both(normal, 4, critical, 4);

                double goodput = (normal.answered(1000) + critical.answered(1000)) / 4.0;
                assertThat(goodput / worker.capacity()).isGreaterThan(0.75);
                assertThat(normal.count(503)).isPositive();
                assertThat(normal.failures()).isEmpty();
                assertThat(critical.count(503)).isLessThan(4);
                assertThat(critical.medianMillis()).isLessThan(2 * quiet);

                both(normal, 0.3, critical, 2);
                both(normal, 0.3, critical, 2);

                assertThat(normal.count(503)).isZero();
                assertThat(normal.medianMillis()).isLessThan(1.5 * quiet);
            } finally {
                client.stop();
            }
        }
    }

    private static void both(OpenLoad normal, double factor, OpenLoad critical, double seconds) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> critical.offer(NOMINAL * 0.1, seconds));
        normal.offer(NOMINAL * factor, seconds);
        other.join();
    }
}
