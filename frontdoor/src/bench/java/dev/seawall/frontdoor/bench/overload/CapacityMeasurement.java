package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.BenchmarkException;
import dev.seawall.frontdoor.bench.PlainClient;
import dev.seawall.frontdoor.bench.Site;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** What a worker can serve: asked directly, without a proxy, by three times as many clients as it has places. */
final class CapacityMeasurement {
    private static final int SETTLE_MILLIS = 3000;

    private CapacityMeasurement() {}

    /** In requests a second. */
    static double take(Site site, OriginProcess.Worker worker, double seconds)
            throws IOException, InterruptedException, BenchmarkException {
        OriginProcess origin = OriginProcess.start(site, worker, "worker-alone");
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 3 * worker.places(); i++) {
            Thread.ofVirtual().start(() -> ask(origin.port(), end));
        }
        Thread.sleep(SETTLE_MILLIS);
        long servedBefore = origin.served();
        long begun = System.nanoTime();
        Thread.sleep((long) (seconds * 1000));
        double capacity = (origin.served() - servedBefore) * 1e9 / (System.nanoTime() - begun);
        end.countDown();
        site.children().end(origin.process());
        return capacity;
    }

    private static void ask(int port, CountDownLatch end) {
        try (PlainClient client = new PlainClient(1, port)) {
            while (end.getCount() > 0) {
                client.get();
            }
        } catch (IOException e) {
            if (end.getCount() > 0) {
                System.err.println("a client of the worker alone failed: " + e.getMessage());
            }
        }
    }
}
