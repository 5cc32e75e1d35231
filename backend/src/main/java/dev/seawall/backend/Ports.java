package dev.seawall.backend;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops what listens, and says in a sentence when that fails. Thread rule: the main thread. */
final class Ports {
    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

    private Ports() {}

    /** Something that starts or stops. */
    interface Step {
        void run() throws Exception;
    }

    /** Whether the port could be opened. */
    static boolean open(String key, String host, int port, Step start) {
        try {
            start.run();
            return true;
        } catch (IOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.error(
                    "failed to listen at {}:{}: {}. Stop what uses that address, or change {} in the configuration",
                    host,
                    port,
                    cause.getMessage(),
                    key);
            return false;
        } catch (Exception e) {
            throw new IllegalStateException("failed to start listening at " + host + ":" + port, e);
        }
    }

    static void close(Step stop) {
        try {
            stop.run();
        } catch (Exception e) {
            LOG.warn("failed to close a port: {}", e.toString());
        }
    }
}
