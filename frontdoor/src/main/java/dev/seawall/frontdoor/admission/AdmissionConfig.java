package dev.seawall.frontdoor.admission;

import dev.seawall.frontdoor.config.Default;
import dev.seawall.frontdoor.config.Rules;
import java.time.Duration;

/**
 * What a worker is given at once. Immutable.
 *
 * @param readTarget how long an answer to GET, HEAD, OPTIONS may take to begin: people notice 100 ms
 * @param writeTarget to any other: it waits for stable storage, behind others' writes
 * @param limit the highest that the limit of one worker may set itself
 * @param streams bodies on their way to one worker and answers from it, before they count toward the limit
 * @param queue requests that wait for one worker
 * @param retryPercent second tries, of all requests
 */
public record AdmissionConfig(
        @Default("100ms") Duration readTarget,
        @Default("250ms") Duration writeTarget,
        @Default("200") int limit,
        @Default("256") int streams,
        @Default("256") int queue,
        @Default("20") int retryPercent) {
    static final int LOWEST_LIMIT = 2;
    static final int FIRST_LIMIT = 16;

    public AdmissionConfig {
        new Rules()
                .between("readTarget", readTarget, Duration.ofMillis(1), Duration.ofMinutes(10))
                .between("writeTarget", writeTarget, Duration.ofMillis(1), Duration.ofMinutes(10))
                .between("limit", limit, FIRST_LIMIT, 100_000)
                .between("streams", streams, 2, 1_000_000)
                .between("queue", queue, 0, 100_000)
                .between("retryPercent", retryPercent, 0, 100)
                .check();
    }
}
