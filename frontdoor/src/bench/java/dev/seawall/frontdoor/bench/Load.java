package dev.seawall.frontdoor.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a load generator reported. Output that isn't as expected is an error, never a zero. Immutable.
 *
 * @param problem what else than whole, good answers there was; null when nothing
 */
record Load(long requests, double seconds, double p50Millis, double p99Millis, @Nullable String problem) {
    private static final Pattern WRK_LINE = Pattern.compile("(?m)^seawall-bench (.*)$");
    private static final Pattern REQUESTS = Pattern.compile("requests: (\\d+) total, \\d+ started, \\d+ done, "
            + "(\\d+) succeeded, (\\d+) failed, (\\d+) errored, (\\d+) timeout");
    private static final Pattern FINISHED = Pattern.compile("finished in ([0-9.]+)(us|ms|s),");
    private static final Pattern CONTENT = Pattern.compile("\\((\\d+)\\) data");

    /** Reads the line that load.lua prints. */
    static Load ofWrk(String printed, int answerBytes) throws BenchmarkException {
        Map<String, Long> values = new LinkedHashMap<>();
        for (String word : find(WRK_LINE, printed).group(1).split(" ", -1)) {
            int equals = word.indexOf('=');
            values.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
        }
        long requests = take(values, "requests", printed);
        double seconds = take(values, "micros", printed) / 1e6;
        long bytes = take(values, "bytes", printed);
        double p50 = take(values, "p50", printed) / 1e3;
        double p99 = take(values, "p99", printed) / 1e3;
        for (String error : List.of("connect", "read", "write", "timeout", "status")) {
            values.put("wrk: " + error + " errors", take(values, error, printed));
        }
        return new Load(requests, seconds, p50, p99, problem(requests, bytes, answerBytes, values));
    }

    /** Reads h2load's summary; the latencies come from its log. */
    static Load ofH2load(String printed, int answerBytes, Histogram latencies) throws BenchmarkException {
        Matcher counts = find(REQUESTS, printed);
        Matcher finished = find(FINISHED, printed);
        double perSecond =
                switch (finished.group(2)) {
                    case "us" -> 1e6;
                    case "ms" -> 1e3;
                    default -> 1;
                };
        long requests = Long.parseLong(counts.group(2));
        Map<String, Long> errors = new LinkedHashMap<>();
        errors.put("h2load: failed", Long.parseLong(counts.group(3)));
        errors.put("errored", Long.parseLong(counts.group(4)));
        errors.put("timeout", Long.parseLong(counts.group(5)));
        long bytes = Long.parseLong(find(CONTENT, printed).group(1));
        return new Load(
                requests,
                Double.parseDouble(finished.group(1)) / perSecond,
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                problem(requests, bytes, answerBytes, errors));
    }

    double requestsPerSecond() {
        return requests / seconds;
    }

    private static @Nullable String problem(long requests, long bytes, int answerBytes, Map<String, Long> errors) {
        StringJoiner found = new StringJoiner(", ").setEmptyValue("");
        errors.forEach((name, count) -> {
            if (count > 0) {
                found.add(name + " " + count);
            }
        });
        if (requests == 0) {
            found.add("no answer at all");
        } else if (bytes < requests * answerBytes) {
            found.add("only " + bytes / requests + " bytes an answer");
        }
        return found.length() == 0 ? null : found.toString();
    }

    private static long take(Map<String, Long> values, String name, String printed) throws BenchmarkException {
        Long value = values.remove(name);
        if (value == null) {
            throw unknown("no " + name, printed);
        }
        return value;
    }

    private static Matcher find(Pattern pattern, String printed) throws BenchmarkException {
        Matcher matcher = pattern.matcher(printed);
        if (!matcher.find()) {
            throw unknown("nothing like " + pattern, printed);
        }
        return matcher;
    }

    private static BenchmarkException unknown(String missing, String printed) {
        return new BenchmarkException(
                "the load generator printed " + missing + ", so this release of it isn't known here:\n" + printed);
    }
}
