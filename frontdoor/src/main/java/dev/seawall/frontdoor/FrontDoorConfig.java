package dev.seawall.frontdoor;

import dev.seawall.frontdoor.admin.AdminConfig;
import dev.seawall.frontdoor.admission.AdmissionConfig;
import dev.seawall.frontdoor.cache.CacheConfig;
import dev.seawall.frontdoor.config.ConfigFile;
import dev.seawall.frontdoor.config.Rules;
import dev.seawall.frontdoor.guard.GuardConfig;
import dev.seawall.frontdoor.http.DrainConfig;
import dev.seawall.frontdoor.http.HttpConfig;
import dev.seawall.frontdoor.http.HttpsConfig;
import dev.seawall.frontdoor.http.LimitsConfig;
import dev.seawall.frontdoor.http.proxied.ProxyProtocolConfig;
import dev.seawall.frontdoor.knobs.KnobsConfig;
import dev.seawall.frontdoor.relay.RelayConfig;
import dev.seawall.frontdoor.routing.Route;
import dev.seawall.frontdoor.tls.WorkerTlsConfig;
import dev.seawall.frontdoor.workers.BreakerConfig;
import dev.seawall.frontdoor.workers.ProbeConfig;
import dev.seawall.frontdoor.workers.WorkerAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration; docs/reference/frontdoor.yaml is its manual. Immutable.
 *
 * @param https null: no TLS
 * @param workers in slot order
 * @param workerTls null: workers are asked in the clear
 * @param cache null: none
 * @param accessLog null: none
 */
public record FrontDoorConfig(
        String name,
        String deployment,
        HttpConfig http,
        @Nullable HttpsConfig https,
        AdminConfig admin,
        List<WorkerAddress> workers,
        @Nullable WorkerTlsConfig workerTls,
        List<Route> routes,
        LimitsConfig limits,
        RelayConfig relay,
        ProbeConfig probe,
        BreakerConfig breaker,
        AdmissionConfig admission,
        GuardConfig guard,
        ProxyProtocolConfig proxyProtocol,
        KnobsConfig knobs,
        @Nullable CacheConfig cache,
        DrainConfig drain,
        @Nullable Path accessLog) {

    public FrontDoorConfig {
        Rules rules = new Rules().name("name", name).name("deployment", deployment);
        listenersDiffer(rules, http, https, admin);
        workersAreSlots(rules, workers);
        routesDiffer(rules, routes);
        admission.routesExist(rules, routes.stream().map(Route::match).toList());
        rules.check();
    }

    /**
     * Reads the file.
     *
     * @throws dev.seawall.frontdoor.config.ConfigException with everything that is wrong
     */
    public static FrontDoorConfig load(Path file) {
        return ConfigFile.load(file, FrontDoorConfig.class);
    }

    /**
     * Reads the text of such a file.
     *
     * @param folder where relative paths start
     * @throws dev.seawall.frontdoor.config.ConfigException with everything that is wrong
     */
    public static FrontDoorConfig parse(String yaml, Path folder) {
        return ConfigFile.parse(yaml, "frontdoor.yaml", folder, FrontDoorConfig.class);
    }

    private static void listenersDiffer(Rules rules, HttpConfig http, @Nullable HttpsConfig https, AdminConfig admin) {
        Map<String, String> seen = new HashMap<>();
        listenerDiffers(rules, seen, "http", http.host(), http.port());
        if (https != null) {
            listenerDiffers(rules, seen, "https", https.host(), https.port());
        }
        listenerDiffers(rules, seen, "admin", admin.host(), admin.port());
    }

    private static void listenerDiffers(Rules rules, Map<String, String> seen, String key, String host, int port) {
        String earlier = port == 0 ? null : seen.putIfAbsent(host + ':' + port, key);
        rules.that(earlier == null, key, "must differ from " + earlier + ", not be " + host + ':' + port + " too");
    }

    private static void workersAreSlots(Rules rules, List<WorkerAddress> workers) {
        rules.that(!workers.isEmpty(), "workers", "must hold at least one worker");
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < workers.size(); i++) {
            WorkerAddress worker = workers.get(i);
            String slot = "worker-" + (i + 1);
            rules.that(
                    worker.name().equals(slot),
                    "workers[" + i + "].name",
                    "must be " + slot + ", for keys are owned by place in this list, not \"" + worker.name() + '"');
            String earlier = seen.putIfAbsent(worker.hostAndPort(), worker.name());
            rules.that(
                    earlier == null,
                    "workers[" + i + "]",
                    "must differ from " + earlier + ", not be at " + worker.hostAndPort() + " too");
        }
    }

    private static void routesDiffer(Rules rules, List<Route> routes) {
        rules.that(!routes.isEmpty(), "routes", "must hold at least one route");
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < routes.size(); i++) {
            Integer earlier = seen.putIfAbsent(routes.get(i).match(), i);
            rules.that(
                    earlier == null,
                    "routes[" + i + "].match",
                    "must differ from routes[" + earlier + "].match, not be \""
                            + routes.get(i).match() + "\" too");
        }
    }
}
