package dev.seawall.backend;

import dev.seawall.backend.admin.AdminServer;
import dev.seawall.backend.admin.Readiness;
import dev.seawall.backend.admin.SelfReport;
import dev.seawall.backend.api.ApiServer;
import dev.seawall.backend.config.ConfigException;
import dev.seawall.backend.store.rocks.FileSync;
import dev.seawall.backend.store.rocks.RocksObjectStore;
import dev.seawall.backend.telemetry.BackendMetrics;
import dev.seawall.backend.volume.DataDirectory;
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
            exit codes: 0 stopped in order, 2 configuration, 3 port in use, 4 data directory unusable, 5 storage failed
            """;
    /** After a storage failure nothing is worth waiting for but the answers that say so. */
    private static final Duration FAILED_DRAIN = Duration.ofSeconds(2);

    private Backend() {}

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--help")) {
            System.out.print(USAGE);
        } else if (args.length == 1 && args[0].equals("--version")) {
            System.out.println(version());
        } else if (args.length == 2 && args[0].equals("--config")) {
            run(Path.of(args[1]), FileSync.TO_DISK).end();
        } else {
            System.err.print(USAGE);
            ExitCode.CONFIGURATION.end();
        }
    }

    private static String version() {
        return Objects.requireNonNullElse(Backend.class.getPackage().getImplementationVersion(), "unpackaged");
    }

    /** Returns when the worker has stopped, or could not start. */
    static ExitCode run(Path file, FileSync fileSync) {
        try {
            BackendConfig config = BackendConfig.load(file);
            CertificateWatch certificate = CertificateWatch.load(config);
            try (DataDirectory claimed =
                    DataDirectory.claim(config.data(), new VolumeMark(config.deployment(), config.name()))) {
                return serve(config, certificate, claimed.path(), fileSync);
            }
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return ExitCode.CONFIGURATION;
        } catch (DataDirectory.Unusable e) {
            LOG.error("{}", e.getMessage());
            return ExitCode.DATA_DIRECTORY;
        } catch (IOException e) {
            LOG.error("the store cannot be opened: {}", e.getMessage());
            return ExitCode.DATA_DIRECTORY;
        }
    }

    private static ExitCode serve(BackendConfig config, CertificateWatch certificate, Path data, FileSync fileSync)
            throws IOException {
        var lifetime = new Lifetime();
        var metrics = new BackendMetrics();
        var readiness = new Readiness(certificate::reasons);
        var store = new RocksObjectStore(data, config.store(), fileSync, new StorageWatch(metrics, lifetime));
        var self = new SelfReport(
                config.name(),
                config.deployment(),
                version(),
                data.toString(),
                Clock.systemUTC().instant(),
                Clock.systemUTC(),
                certificate::certificates);
        var api = new ApiServer(
                config.http(), config.name(), store, config.store().maxObjectBytes(), config.idleTimeout(), metrics);
        certificate.protect(api, metrics);
        var admin = new AdminServer(config.admin(), self, store, readiness, metrics);

        if (!Ports.open("admin", config.admin().host(), config.admin().port(), admin::start)
                || !Ports.open("http", config.http().host(), config.http().port(), api::start)) {
            store.close();
            return ExitCode.PORT;
        }
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
        boolean failed = code == ExitCode.STORAGE_FAILED;
        Duration limit = failed ? FAILED_DRAIN : config.drain().limit();
        Ports.close(() -> {
            if (!api.stop(limit)) {
                LOG.warn("requests were still under way after {} s and were cut off", limit.toSeconds());
            }
        });
        if (!failed) {
            store.close();
            LOG.info(
                    "{} stopped: {} objects in {}", config.name(), store.facts().objects(), data);
        }
        Ports.close(admin::stop);
        return code;
    }
}
