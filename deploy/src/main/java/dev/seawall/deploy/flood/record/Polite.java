package dev.seawall.deploy.flood.record;

import java.util.Map;

/**
 * What polite clients had from one address during an interval. They send at a constant rate whatever happens (open
 * loop); latencies run from the moment at which a request was due, so that waiting to send counts. A request belongs to
 * the interval in which it was due, and is written once its fate is known.
 *
 * @param target the component's name, such as {@code front-door-1}
 * @param due requests that were due in it
 * @param answered in time, with the answer that was expected
 * @param failures by kind: {@code timeout}, {@code refused}, {@code reset}, {@code status-503}, {@code wrong-answer}
 * @param latency of those answered
 */
public record Polite(
        long at, long millis, String target, long due, long answered, Map<String, Long> failures, Latency latency)
        implements Entry {
    public Polite {
        failures = Map.copyOf(failures);
    }
}
