package dev.seawall.backend.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes a {@code Range} header asks for (RFC 9110 §14). Thread rule: immutable. */
sealed interface ByteRanges {
    /** More ranges than this cost more than they are worth; §14.2 allows to ignore them. */
    int MAX_RANGES = 16;

    Pattern UNIT = Pattern.compile("bytes=(.*)", Pattern.CASE_INSENSITIVE);
    Pattern RANGE = Pattern.compile("(?:(\\d+)-(\\d*)|-(\\d+))");

    /** No ranges, or none that can be obeyed: the whole. */
    record Whole() implements ByteRanges {}

    /** These, in the order asked for, none overlapping another. */
    record Parts(List<ByteRange> ranges) implements ByteRanges {}

    /** None of them is inside the content. */
    record Unsatisfiable() implements ByteRanges {}

    /** From {@code first} to {@code last}, both included. */
    record ByteRange(long first, long last) {
        long length() {
            return last - first + 1;
        }

        String contentRange(long size) {
            return "bytes " + first + "-" + last + "/" + size;
        }
    }

    static ByteRanges parse(@Nullable String header, long size) {
        Matcher unit = UNIT.matcher(header == null ? "" : header.strip());
        if (!unit.matches()) {
            return new Whole();
        }
        String[] specs = unit.group(1).split(",", -1);
        List<ByteRange> satisfiable = new ArrayList<>();
        int asked = 0;
        for (String spec : specs) {
            if (spec.isBlank()) {
                continue;
            }
            Matcher range = RANGE.matcher(spec.strip());
            if (!range.matches() || backwards(range)) {
                return new Whole();
            }
            asked++;
            ByteRange within = within(range, size);
            if (within != null) {
                satisfiable.add(within);
            }
        }
        if (asked == 0 || asked > MAX_RANGES || overlap(satisfiable)) {
            return new Whole();
        }
        return satisfiable.isEmpty() ? new Unsatisfiable() : new Parts(List.copyOf(satisfiable));
    }

    private static boolean backwards(Matcher range) {
        return range.group(1) != null && !range.group(2).isEmpty() && number(range.group(2)) < number(range.group(1));
    }

    private static @Nullable ByteRange within(Matcher range, long size) {
        if (range.group(1) == null) {
            long suffix = Math.min(number(range.group(3)), size);
            return suffix == 0 ? null : new ByteRange(size - suffix, size - 1);
        }
        long first = number(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : number(range.group(2));
        return first >= size ? null : new ByteRange(first, Math.min(last, size - 1));
    }

    /** Any number of digits is a valid position; one beyond a long is beyond every object. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean overlap(List<ByteRange> ranges) {
        List<ByteRange> sorted = ranges.stream()
                .sorted(Comparator.comparingLong(ByteRange::first))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).first() <= sorted.get(i - 1).last()) {
                return true;
            }
        }
        return false;
    }
}
