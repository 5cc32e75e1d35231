package dev.seawall.frontdoor.admission;

import java.time.Duration;

/** Settings for tests. Stateless. */
final class Configs {
    private Configs() {}

    /** The defaults. */
    static AdmissionConfig plain() {
        return limited(200, 256, 256);
    }

    static AdmissionConfig limited(int limit, int streams, int queue) {
        return new AdmissionConfig(
                Duration.ofMillis(100), Duration.ofMillis(250), limit, streams, queue, 20, null, null, null);
    }
}
