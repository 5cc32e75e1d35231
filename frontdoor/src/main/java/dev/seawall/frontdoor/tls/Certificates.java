package dev.seawall.frontdoor.tls;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * All certificates that this front door knows of: its own, which follow their files, and those that the workers showed.
 *
 * <p>Thread rule: thread-safe but for {@link #check}, which one timer calls.
 */
public final class Certificates {
    /** The configuration's keys of the front door's own. */
    public static final String HTTPS = "https";

    public static final String WORKER_TLS = "workerTls";

    private final String observer;
    private final InstantSource clock;
    private final Consumer<String> changes;
    private final Map<String, LiveIdentity> own = new ConcurrentSkipListMap<>();
    private final Map<String, CertificateSighting> sightings = new ConcurrentSkipListMap<>();

    /** @param changes told as a sentence what became of changed files */
    public Certificates(String observer, InstantSource clock, Consumer<String> changes) {
        this.observer = observer;
        this.clock = clock;
        this.changes = changes;
    }

    /**
     * Reads an identity and follows its files from then on.
     *
     * @param key {@link #HTTPS} or {@link #WORKER_TLS}
     * @throws IOException whose message says which file, what was found in it and what to do
     */
    public LiveIdentity follow(String key, TlsFiles files) throws IOException {
        LiveIdentity identity = LiveIdentity.load(key, files, changes);
        own.put(key, identity);
        sightings.put(key, sighting(key, identity.current().certificate()));
        return identity;
    }

    /** Looks at the files: to be called every second or so. */
    public void check() {
        own.forEach((key, identity) -> {
            CertificateFacts before = identity.current().certificate();
            identity.check();
            CertificateFacts now = identity.current().certificate();
            if (!now.equals(before)) {
                sightings.put(key, sighting(key, now));
            }
        });
    }

    void onSeen(String slot, CertificateFacts certificate) {
        sightings.put(slot, sighting(slot, certificate));
    }

    private CertificateSighting sighting(String of, CertificateFacts certificate) {
        return new CertificateSighting(observer, of, certificate, clock.instant());
    }

    /** The last of each, the own ones first. */
    public List<CertificateSighting> sightings() {
        return List.copyOf(sightings.values());
    }

    /** Why the other side will not take one of the own; empty as long as all are good. */
    public List<String> reasons() {
        Instant now = clock.instant();
        List<String> reasons = new ArrayList<>();
        own.values().forEach(identity -> reasons.addAll(identity.reasons(now)));
        return reasons;
    }
}
