package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.BenchmarkException;
import dev.seawall.frontdoor.bench.Layout;
import dev.seawall.frontdoor.bench.Peer;
import dev.seawall.frontdoor.bench.Site;
import java.io.IOException;
import java.util.List;

/** A {@link SlowOrigin} that runs. Immutable. */
record OriginProcess(Process process, int port, LocalHttp http) {
    static OriginProcess start(Site site, Worker worker, String name)
            throws IOException, InterruptedException, BenchmarkException {
        int port = Site.freePort();
        List<String> command = Peer.java(
                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                "-cp",
                System.getProperty("java.class.path"),
                SlowOrigin.class.getName(),
                String.valueOf(port),
                String.valueOf(worker.places()),
                String.valueOf(worker.serviceMicros()));
        return new OriginProcess(
                site.children().startServer(name, Layout.allCores(), command, port), port, new LocalHttp());
    }

    /** What each worker is like. Immutable. */
    record Worker(int places, int serviceMicros) {
        /** Requests a second that it should be able to serve. */
        double nominalCapacity() {
            return places * 1e6 / serviceMicros;
        }
    }

    void slow(double factor) throws IOException, InterruptedException {
        http.get(port, SlowOrigin.SLOW + factor);
    }

    long served() throws IOException, InterruptedException {
        return Long.parseLong(http.get(port, SlowOrigin.SERVED));
    }
}
