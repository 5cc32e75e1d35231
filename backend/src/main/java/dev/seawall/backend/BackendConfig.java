package dev.seawall.backend;

import dev.seawall.backend.admin.AdminConfig;
import dev.seawall.backend.api.DrainConfig;
import dev.seawall.backend.api.HttpConfig;
import dev.seawall.backend.config.ConfigFile;
import dev.seawall.backend.config.Default;
import dev.seawall.backend.config.Rules;
import dev.seawall.backend.store.rocks.StoreConfig;
import dev.seawall.backend.tls.TlsConfig;
import dev.seawall.backend.volume.ProbeConfig;
import dev.seawall.backend.volume.VolumeConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration; docs/reference/backend.yaml is its manual. Immutable.
 *
 * @param name the slot
 * @param tls null: {@code http} is served in the clear
 * @param allowPublicBind serve on an address that the Internet may reach
 * @param data an existing, writable directory
 * @param volume null: any directory will do, and there is no fence
 * @param probe how its fsync latency is measured
 * @param idleTimeout a connection without a byte either way is closed after this
 */
public record BackendConfig(
        String name,
        String deployment,
        HttpConfig http,
        @Nullable TlsConfig tls,
        AdminConfig admin,
        @Default("false") boolean allowPublicBind,
        Path data,
        StoreConfig store,
        @Nullable VolumeConfig volume,
        ProbeConfig probe,
        @Default("30s") Duration idleTimeout,
        DrainConfig drain) {

    public BackendConfig {
        Rules rules = new Rules()
                .name("name", name)
                .name("deployment", deployment)
                .between("idleTimeout", idleTimeout, Duration.ofMillis(1), Duration.ofHours(1));
        if (!allowPublicBind) {
            privateOnly(rules, "http.host", http.host());
            privateOnly(rules, "admin.host", admin.host());
        }
        boolean same =
                http.port() != 0 && http.port() == admin.port() && http.host().equals(admin.host());
        rules.that(!same, "admin", "must differ from http, not be " + http.host() + ':' + http.port() + " too")
                .check();
    }

    private static void privateOnly(Rules rules, String key, String host) {
        String finding = PrivateAddress.findingAgainst(host);
        rules.that(finding == null, key, String.valueOf(finding));
    }

    /**
     * Reads the file.
     *
     * @throws dev.seawall.backend.config.ConfigException with everything that is wrong
     */
    public static BackendConfig load(Path file) {
        return ConfigFile.load(file, BackendConfig.class);
    }

    /**
     * Reads the text of such a file.
     *
     * @param folder where relative paths start
     * @throws dev.seawall.backend.config.ConfigException with everything that is wrong
     */
    public static BackendConfig parse(String yaml, Path folder) {
        return ConfigFile.parse(yaml, "worker.yaml", folder, BackendConfig.class);
    }
}
