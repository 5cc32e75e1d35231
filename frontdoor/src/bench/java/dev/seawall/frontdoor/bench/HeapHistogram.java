package dev.seawall.frontdoor.bench;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap's live bytes by class, as {@code jcmd GC.class_histogram} counts them after a collection. Immutable. */
record HeapHistogram(long bytes, Map<String, Long> bytesOf) {
    /** {@code num: instances bytes class (module)}; arrays have signs for names. */
    private static final Pattern LINE = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)");

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    HeapHistogram {
        bytesOf = Map.copyOf(bytesOf);
    }

    static HeapHistogram parse(String printed) throws BenchmarkException {
        Matcher total = TOTAL.matcher(printed);
        if (!total.find()) {
            throw new BenchmarkException("jcmd GC.class_histogram printed no total: " + printed);
        }
        Map<String, Long> bytesOf = new HashMap<>();
        Matcher line = LINE.matcher(printed);
        while (line.find()) {
            bytesOf.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
        }
        return new HeapHistogram(Long.parseLong(total.group(1)), bytesOf);
    }

    /** The classes that have grown most since an earlier look, and by how many bytes. */
    Map<String, Long> growthSince(HeapHistogram earlier, int most) {
        Map<String, Long> growth = new HashMap<>(bytesOf);
        growth.replaceAll((type, now) -> now - earlier.bytesOf.getOrDefault(type, 0L));
        Map<String, Long> largest = new LinkedHashMap<>();
        growth.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .forEach(entry -> largest.put(entry.getKey(), entry.getValue()));
        return largest;
    }
}
