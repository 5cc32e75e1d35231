package dev.seawall.backend;

import dev.seawall.backend.admin.AdminServer;
import dev.seawall.backend.admin.Readiness;
import dev.seawall.backend.admin.SelfReport;
import dev.seawall.backend.api.ApiServer;
import dev.seawall.backend.config.ConfigException;
import dev.seawall.backend.pressure.MeasuredStore;
import dev.seawall.backend.pressure.Pressure;
import dev.seawall.backend.store.rocks.FileSync;
import dev.seawall.backend.store.rocks.RocksObjectStore;
import dev.seawall.backend.telemetry.BackendMetrics;
import dev.seawall.backend.volume.FsyncProbe;
import dev.seawall.backend.volume.Kernel;
import dev.seawall.backend.volume.UnusableException;
import dev.seawall.backend.volume.Volume;
import dev.seawall.backend.volume.VolumeMark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: claims its data directory, opens the store, serves until it is told to stop or the storage fails. Thread
 * rule: the main thread starts and stops everything.
 */
public final class Backend {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);
    private static final String USAGE = """
            usage: java -jar seawall-backend.jar --config FILE

            A worker of Seawall: durable objects over HTTP, for the front door only.

              --config FILE   the configuration; every key: docs/reference/backend.yaml
              --version       print the version
              --help          print this
            exit codes: 0 stopped in order, 2 configuration, 3 port in use, 4 data directory or volume unusable,
            5 storage failed, 6 another launch took the volume over
            """;
    private static final Clock CLOCK = Clock.systemUTC();
    /** After a storage failure nothing is worth waiting for but the answers that say so. */
    private static final Duration FAILED_DRAIN = Duration.ofSeconds(2);

    private Backend() {}

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--help")) {
            System.out.print(USAGE);
        } else if (args.length == 1 && args[0].equals("--version")) {
            System.out.println(version());
        } else if (args.length == 2 && args[0].equals("--config")) {
            run(Path.of(args[1]), FileSync.TO_DISK, Kernel.RUNNING).end();
        } else {
            System.err.print(USAGE);
            ExitCode.CONFIGURATION.end();
        }
    }

    private static String version() {
        return Objects.requireNonNullElse(Backend.class.getPackage().getImplementationVersion(), "unpackaged");
    }

    /** Returns when the worker has stopped, or could not start. */
    static ExitCode run(Path file, FileSync fileSync, Kernel kernel) {
        try {
            BackendConfig config = BackendConfig.load(file);
            CertificateWatch certificate = CertificateWatch.load(config);
            var slot = new VolumeMark(config.deployment(), config.name());
            try (Volume volume = Volume.claim(config.data(), slot, config.volume(), kernel, CLOCK)) {
                return serve(config, certificate, volume, fileSync);
            }
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return ExitCode.CONFIGURATION;
        } catch (UnusableException e) {
            LOG.error("{}", e.getMessage());
            return ExitCode.DATA_DIRECTORY;
        } catch (IOException e) {
            LOG.error("the store cannot be opened: {}", e.getMessage());
            return ExitCode.DATA_DIRECTORY;
        }
    }

    private static ExitCode serve(BackendConfig config, CertificateWatch certificate, Volume volume, FileSync fileSync)
            throws IOException, UnusableException {
        Path data = volume.path();
        var lifetime = new Lifetime();
        var metrics = new BackendMetrics();
        var pressure = new Pressure(System::nanoTime);
        metrics.registerCredits(pressure::credits);
        var readiness = new Readiness(certificate::reasons);
        var store = new RocksObjectStore(data, config.store(), fileSync, new StorageWatch(metrics, pressure, lifetime));
        var watch = new VolumeWatch(config.name(), store, metrics, pressure, lifetime);
        var probe = new FsyncProbe(volume, config.probe(), fileSync::sync, watch, CLOCK, System::nanoTime);
        var self = new SelfReport(
                config.name(),
                config.deployment(),
                version(),
                data.toString(),
                CLOCK.instant(),
                CLOCK,
                store::facts,
                probe::facts,
                certificate::certificates);
        var api = new ApiServer(
                config.http(),
                config.name(),
                new MeasuredStore(store, pressure, System::nanoTime),
                config.store().maxObjectBytes(),
                config.idleTimeout(),
                self::json,
                pressure::credits,
                metrics);
        certificate.protect(api, metrics);
        var admin = new AdminServer(config.admin(), self, readiness, metrics);

        if (!Ports.open("admin", config.admin().host(), config.admin().port(), admin::start)
                || !Ports.open("http", config.http().host(), config.http().port(), api::start)) {
            store.close();
            return ExitCode.PORT;
        }
        var probing = watch.start(probe, config.probe().interval());
        LOG.info("{} serves from {}", config.name(), volume);
        LOG.info(
                "{} listening: http={}:{} admin={}:{}, {} objects in {} ({} orphans swept)",
                config.name(),
                config.http().host(),
                api.port(),
                config.admin().host(),
                admin.port(),
                store.facts().objects(),
                data,
                store.facts().orphansSwept());

        ExitCode code = lifetime.await();
        readiness.onDrain();
        boolean failed = code == ExitCode.STORAGE_FAILED || code == ExitCode.FENCE_LOST;
        Duration limit = failed ? FAILED_DRAIN : config.drain().limit();
        Ports.close(() -> {
            if (!api.stop(limit)) {
                LOG.warn("requests were still under way after {} s and were cut off", limit.toSeconds());
            }
        });
        probing.shutdown();
        if (!failed) {
            store.close();
            LOG.info(
                    "{} stopped: {} objects in {}", config.name(), store.facts().objects(), data);
        }
        Ports.close(admin::stop);
        return code;
    }
}
