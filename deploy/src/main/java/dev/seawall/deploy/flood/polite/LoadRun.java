package dev.seawall.deploy.flood.polite;

import com.sun.management.OperatingSystemMXBean;
import dev.seawall.deploy.flood.record.Polite;
import dev.seawall.deploy.flood.record.Run;
import dev.seawall.deploy.flood.record.RunLog;
import dev.seawall.deploy.flood.record.Window;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Polite load on a target that its owner chose, written down as a run of one window. Used by one thread; {@link #stop} by
 * any.
 */
public final class LoadRun {
    private static final List<String> LIMITS = List.of(
            "One computer asked, over one way: what lies between it and the target is measured, too.",
            "The target's address was looked up once, at the beginning.",
            "What the host of a virtual machine took away from this computer (steal) was not measured.");

    private final Endpoint endpoint;
    private final String method;
    private final Pace pace;
    private final PoliteLoad load;
    private final Sums sums = new Sums();

    /** Is told after each interval. */
    public interface Progress {
        void onSums(Sums sums);
    }

    /**
     * Sends nothing yet.
     *
     * @param fields header fields, each as {@code Name: value}
     */
    public LoadRun(Endpoint endpoint, String method, List<String> fields, byte[] body, Pace pace) {
        this.endpoint = endpoint;
        this.method = method;
        this.pace = pace;
        var request = Request.of(endpoint, method, endpoint.target(), fields, body, Expectation.SUCCESS);
        this.load = new PoliteLoad(
                endpoint,
                new OneRequest(request),
                Schedule.lasting(pace.lasting().toMillis() / 1000.0, pace.perSecond()),
                pace.timeout(),
                pace.connections(),
                System::nanoTime);
    }

    /**
     * To the end, or until it is stopped; the log is complete in either case.
     *
     * @param arguments as they may be shown to others
     * @return what came of it
     */
    public Sums run(Path log, List<String> arguments, Progress progress) throws IOException, InterruptedException {
        var computer = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (var out = RunLog.appendingTo(log)) {
            out.write(run(arguments, computer));
            var unused = computer.getCpuLoad(); // begins the span that the next call tells of
            var span = new Span();
            load.run(name(), entry -> {
                out.write(entry);
                span.add(entry);
                sums.add(entry);
                progress.onSums(sums);
            });
            double busy = computer.getCpuLoad();
            out.write(span.window(Double.isNaN(busy) || busy < 0 ? 0 : busy));
        }
        return sums;
    }

    /** From the first interval's begin to the last one's end. */
    private static final class Span {
        private long from = Long.MAX_VALUE;
        private long to;

        private void add(Polite entry) {
            from = Math.min(from, entry.at());
            to = Math.max(to, entry.at() + entry.millis());
        }

        private Window window(double busy) {
            boolean empty = to == 0;
            return new Window(
                    empty ? System.currentTimeMillis() : from,
                    empty ? 0 : to - from,
                    "target",
                    "none",
                    0,
                    1,
                    0,
                    0,
                    0,
                    busy,
                    empty ? "it was stopped before the first request" : "");
        }
    }

    private Run run(List<String> arguments, OperatingSystemMXBean computer) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("target", name() + " at " + endpoint.address().getAddress().getHostAddress());
        settings.put(
                "requests",
                pace.perSecond() + " " + method + " per second, evenly spaced, for "
                        + pace.lasting().toMillis() + " ms");
        settings.put("timeout", pace.timeout().toMillis() + " ms from when a request was due");
        settings.put("connections", pace.connections() + " at most");
        String seawall = LoadRun.class.getPackage().getImplementationVersion();
        return new Run(
                System.currentTimeMillis(),
                "load",
                arguments,
                name() + " answers " + pace.perSecond() + " requests per second with a 2xx status, each within "
                        + pace.timeout().toMillis() + " ms of when it was due.",
                Map.of(
                        "seawall", seawall == null ? "(not packaged)" : seawall,
                        "java", System.getProperty("java.vendor") + " " + Runtime.version(),
                        "kernel", System.getProperty("os.name") + " " + System.getProperty("os.version")),
                Map.of(
                        "cores", Integer.toString(computer.getAvailableProcessors()),
                        "processor", computer.getArch(),
                        "memory", (computer.getTotalMemorySize() >> 20) + " MiB"),
                settings,
                List.of(),
                LIMITS);
    }

    /** Host and port as in the URL. */
    private String name() {
        return endpoint.authority();
    }

    /** Ends it soon; what was measured until then counts. */
    public void stop() {
        load.stop();
    }

    /** For each kind of failure, what was observed the first time. */
    public Map<String, String> firstFailures() {
        return load.firstFailures();
    }
}
