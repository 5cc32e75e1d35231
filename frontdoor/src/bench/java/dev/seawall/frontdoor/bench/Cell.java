package dev.seawall.frontdoor.bench;

import org.jspecify.annotations.Nullable;

/**
 * What one peer did under one workload in one round. Immutable; shares are of one core's time, 1 being all of it.
 *
 * @param rate requests per second that were asked for; 0 when as many as get through
 * @param cpuMicrosPerRequest user and system time of all the proxy's processes
 * @param othersShare what went to nobody whom the benchmark started
 * @param problem why it can't be compared; null when it can
 */
record Cell(
        String layout,
        String workload,
        String peer,
        int round,
        int rate,
        long requests,
        double requestsPerSecond,
        double cpuMicrosPerRequest,
        double p50Millis,
        double p99Millis,
        double proxyShare,
        double originShare,
        double generatorShare,
        double othersShare,
        @Nullable String problem) {
    static Cell of(Layout layout, Workload workload, Peer peer, int round, int rate, Load load, CpuSnapshot used) {
        double micros = load.seconds() * 1e6;
        return new Cell(
                layout.name(),
                workload.toString(),
                peer.toString(),
                round,
                rate,
                load.requests(),
                load.requestsPerSecond(),
                (double) used.proxy() / Math.max(1, load.requests()),
                load.p50Millis(),
                load.p99Millis(),
                used.proxy() / micros,
                used.origin() / micros,
                used.generators() / micros,
                Math.max(0, used.others() / micros),
                load.problem());
    }

    boolean isAtRate() {
        return rate > 0;
    }
}
