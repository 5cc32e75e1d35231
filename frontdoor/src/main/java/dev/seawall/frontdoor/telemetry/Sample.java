package dev.seawall.frontdoor.telemetry;

import java.time.Instant;
import java.util.Map;

/**
 * One point of the history. Its counts cover what ended since the sample before it; its levels ({@code inFlight},
 * {@code connections}) are those at {@code at}. Component names are the JSON names of docs/protocol/history.json.
 *
 * @param requests exchanges that ended, the sum over {@code status}
 * @param status by {@link StatusClass#label()}
 * @param p50Millis of exchanges that were answered whole, upgrades left out; 0 when there were none
 */
public record Sample(
        Instant at,
        long requests,
        Map<String, Long> status,
        long requestBytes,
        long responseBytes,
        double p50Millis,
        double p99Millis,
        long inFlight,
        long connections,
        Map<String, WorkerSample> workers) {

    /**
     * One worker's part.
     *
     * @param requests attempts that the worker answered
     * @param failed attempts that it did not
     * @param p50Millis of the answered ones; 0 when there were none
     */
    public record WorkerSample(long requests, long failed, double p50Millis, double p99Millis, long inFlight) {}
}
