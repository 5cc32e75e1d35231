package dev.seawall.frontdoor;

import dev.seawall.frontdoor.admin.AdminServer;
import dev.seawall.frontdoor.admin.Endpoints;
import dev.seawall.frontdoor.admin.HostCheck;
import dev.seawall.frontdoor.admin.KnobDesk;
import dev.seawall.frontdoor.admission.Gates;
import dev.seawall.frontdoor.admission.RequestClasses;
import dev.seawall.frontdoor.cache.HttpCache;
import dev.seawall.frontdoor.guard.Guard;
import dev.seawall.frontdoor.http.Doorman;
import dev.seawall.frontdoor.http.HttpsConfig;
import dev.seawall.frontdoor.http.PublicServer;
import dev.seawall.frontdoor.http.patience.Patience;
import dev.seawall.frontdoor.knobs.Knobs;
import dev.seawall.frontdoor.loops.LoopClock;
import dev.seawall.frontdoor.relay.EngineProbe;
import dev.seawall.frontdoor.relay.ExchangeListener;
import dev.seawall.frontdoor.relay.RelayConfig;
import dev.seawall.frontdoor.relay.RelayHandler;
import dev.seawall.frontdoor.relay.http1.Http1Engine;
import dev.seawall.frontdoor.relay.http1.Surroundings;
import dev.seawall.frontdoor.routing.Route;
import dev.seawall.frontdoor.routing.RouteTable;
import dev.seawall.frontdoor.routing.Router;
import dev.seawall.frontdoor.telemetry.AccessLog;
import dev.seawall.frontdoor.telemetry.ConnectionEnds;
import dev.seawall.frontdoor.telemetry.History;
import dev.seawall.frontdoor.telemetry.Identity;
import dev.seawall.frontdoor.telemetry.Metrics;
import dev.seawall.frontdoor.telemetry.Telemetry;
import dev.seawall.frontdoor.telemetry.Traffic;
import dev.seawall.frontdoor.tls.Certificates;
import dev.seawall.frontdoor.tls.LiveIdentity;
import dev.seawall.frontdoor.tls.TlsFiles;
import dev.seawall.frontdoor.tls.WorkerTls;
import dev.seawall.frontdoor.tls.WorkerTlsConfig;
import dev.seawall.frontdoor.workers.Prober;
import dev.seawall.frontdoor.workers.WorkerAddress;
import dev.seawall.frontdoor.workers.WorkerTable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.io.ByteBufferPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running front door: everything is made and joined here, from the edges inwards, and nowhere else.
 *
 * <p>Thread rule: opened and closed by its owner; {@link #close} may come from another thread and counts once.
 */
public final class FrontDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    /** A sixteenth of the heap, for a page is in memory up to four times while it is read and merged; at least two. */
    private static final long PAGE_BYTES =
            Math.max(32L << 20, Runtime.getRuntime().maxMemory() / 16);

    private static final Duration FILES_CHECKED_EVERY = Duration.ofSeconds(1);
    private static final Duration GUARD_OBSERVES_EVERY = Duration.ofMillis(250);
    private static final Duration KNOBS_SWEPT_EVERY = Duration.ofSeconds(1);
    private static final Duration QUEUES_SWEPT_EVERY = Duration.ofMillis(Gates.SWEPT_EVERY_MILLIS);

    private final String name;
    private final Certificates certificates;
    private final PublicServer server;
    private final AdminServer admin;
    private final @Nullable AccessLog accessLog;
    private final Metrics metrics;
    private final Timers timers;
    private final Timers knobTurns;
    private volatile boolean draining;
    private boolean closed;

    public static void main(String[] arguments) {
        int code = CommandLine.run(List.of(arguments), System.out, System.err);
        if (code >= 0) {
            System.exit(code);
        }
    }

    /**
     * Opens one.
     *
     * @throws StartException when a file can't be read or a port can't be opened, saying what to do
     */
    public static FrontDoor open(FrontDoorConfig config) throws StartException {
        try {
            return new FrontDoor(config);
        } catch (IOException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private FrontDoor(FrontDoorConfig config) throws IOException {
        name = config.name();
        timers = new Timers(name, "timers");
        knobTurns = new Timers(name, "knobs");
        Clock clock = Clock.systemUTC();
        List<String> routes = config.routes().stream().map(Route::match).toList();
        List<String> names = config.workers().stream().map(WorkerAddress::name).toList();

        certificates = new Certificates(name, clock, LOG::warn);
        WorkerTls workerTls = workerTls(config);
        ConnectionEnds ends = new ConnectionEnds();
        Guard guard =
                Guard.open(config.guard(), config.limits().mostConnections(), clock, LOG::warn, LoopClock::nanoTime);
        server = new PublicServer(
                config.http(),
                config.https(),
                httpsIdentity(config.https()),
                config.limits(),
                config.drain(),
                config.relay().idleTimeout(),
                ends,
                ends,
                new Doorman(guard, config.proxyProtocol()));
        Http1Engine engine = engine(config.relay(), workerTls);
        Http1Engine probes = engine(RelayConfig.within(config.probe().timeout()), workerTls);
        WorkerTable workers = new WorkerTable(name, config.workers(), config.breaker(), clock, LOG::warn);
        Gates gates = new Gates(
                config.admission(),
                new RequestClasses(config.admission(), routes),
                names,
                worker -> workers.at(names.indexOf(worker))::warmth,
                clock,
                new LoopTime());
        Prober prober =
                new Prober(workers, new EngineProbe(probes, config.probe().timeout(), System::nanoTime));

        Identity identity = new Identity(name, config.deployment(), version(), clock.instant());
        Traffic traffic = new Traffic(routes, names, server::openConnections);
        History history = new History(traffic, clock);
        accessLog = config.accessLog() == null ? null : AccessLog.start(config.accessLog());
        metrics = new Metrics(identity, traffic, workers, accessLog == null ? () -> 0 : accessLog::dropped);
        metrics.registerCertificates(certificates);
        metrics.registerAdmission(gates);
        metrics.registerGuard(guard);
        metrics.registerEnds(ends);
        Knobs knobs = KnobWiring.open(config, guard, gates, server.patience(), workers, clock, LOG::warn);
        metrics.registerKnobs(knobs);
        ExchangeListener listener = new Telemetry(traffic, history, metrics, accessLog);
        admin = new AdminServer(
                config.admin().host(),
                config.admin().port(),
                new HostCheck(Set.of(config.admin().host())),
                new Endpoints(
                        identity,
                        List.of(this::unready, certificates::reasons),
                        workers,
                        certificates,
                        guard,
                        new KnobDesk(name, knobs, knobTurns, clock),
                        history,
                        metrics,
                        clock));

        Router router = new Router(new RouteTable(config.routes()), workers.size());
        HttpCache cache =
                config.cache() == null ? null : new HttpCache(name, config.cache(), clock, LoopClock::nanoTime);
        if (cache != null) {
            metrics.registerCache(cache);
            timers.every(HttpCache.SWEPT_EVERY, cache::sweep);
        }
        RelayHandler relay = new RelayHandler(
                name,
                config.limits().bodyBytes(),
                PAGE_BYTES,
                router,
                workers,
                gates,
                cache,
                engine,
                listener,
                clock,
                System::nanoTime);

        open(config, relay, listener);
        timers.every(config.probe().interval(), prober::tick);
        timers.every(History.INTERVAL, history::tick);
        timers.every(FILES_CHECKED_EVERY, certificates::check);
        timers.every(FILES_CHECKED_EVERY, guard::check);
        timers.every(GUARD_OBSERVES_EVERY, () -> guard.observe(gates.shed()));
        timers.every(QUEUES_SWEPT_EVERY, gates::sweep);
        timers.every(Patience.ROUND, server::sweep);
        knobTurns.every(KNOBS_SWEPT_EVERY, knobs::sweep);
        LOG.info("{} listening: {}", name, addresses(config));
    }

    private void open(FrontDoorConfig config, RelayHandler relay, ExchangeListener listener) throws IOException {
        try {
            admin.start();
            server.start(name, relay, listener);
        } catch (IOException e) {
            admin.close();
            throw new IOException(
                    name + " could not open its ports (http " + config.http().host() + ':'
                            + config.http().port()
                            + ", admin " + config.admin().host() + ':'
                            + config.admin().port() + "): "
                            + e.getMessage()
                            + ". Stop whatever holds the port, or choose another in the configuration",
                    e);
        }
    }

    private @Nullable LiveIdentity httpsIdentity(@Nullable HttpsConfig https) throws IOException {
        return https == null
                ? null
                : certificates.follow(Certificates.HTTPS, new TlsFiles(null, https.certificate(), https.privateKey()));
    }

    private @Nullable WorkerTls workerTls(FrontDoorConfig config) throws IOException {
        WorkerTlsConfig tls = config.workerTls();
        if (tls == null) {
            return null;
        }
        TlsFiles files = new TlsFiles(tls.authority(), tls.certificate(), tls.privateKey());
        return new WorkerTls(config.deployment(), certificates.follow(Certificates.WORKER_TLS, files), certificates);
    }

    private Http1Engine engine(RelayConfig config, @Nullable WorkerTls tls) {
        return new Http1Engine(
                config,
                tls,
                new Surroundings(
                        server.dialer(), server.executor(), server.pool(), server.scheduler(), server.buffers()));
    }

    private List<String> unready() {
        return draining ? List.of(name + " is stopping") : List.of();
    }

    private String addresses(FrontDoorConfig config) {
        String https = server.httpsAddress();
        return "http=" + server.httpAddress()
                + (https == null ? "" : " https=" + https)
                + " admin=" + config.admin().host() + ':' + admin.port();
    }

    static String version() {
        String version = FrontDoor.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    public int httpPort() {
        return server.httpPort();
    }

    public int httpsPort() {
        return server.httpsPort();
    }

    public int adminPort() {
        return admin.port();
    }

    /** What its connections read into, for a test that none of it is lost. */
    ByteBufferPool buffers() {
        return server.buffers();
    }

    /**
     * Stops taking requests, lets those in flight finish, and stops.
     *
     * @return whether all of them finished within {@code drain.limit}
     */
    public synchronized boolean drain() {
        if (closed) {
            return true;
        }
        closed = true;
        draining = true;
        boolean finished = server.drain();
        timers.close();
        try {
            admin.close();
            metrics.close();
            knobTurns.close();
            if (accessLog != null) {
                accessLog.close();
            }
        } catch (IOException e) {
            LOG.warn("{} could not close its admin port: {}", name, e.getMessage());
        }
        LOG.info("{} stopped: {}", name, finished ? "drained" : "requests were still in flight at the limit");
        return finished;
    }

    @Override
    public void close() {
        drain();
    }
}
