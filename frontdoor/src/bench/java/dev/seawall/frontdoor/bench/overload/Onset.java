package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.overload.Course.Span;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From when on all is well. Pure functions. */
final class Onset {
    private static final int IN_A_ROW = 5;

    private Onset() {}

    /**
     * When the first of several windows in a row that are well begins; one after these may be otherwise.
     *
     * @param windows one after the other
     * @return seconds from the begin of the first; null when it never was so
     */
    static @Nullable Double find(List<Span> windows, Predicate<Span> well) {
        int inARow = 0;
        for (int i = 0; i < windows.size(); i++) {
            inARow = well.test(windows.get(i)) ? inARow + 1 : 0;
            if (inARow == IN_A_ROW) {
                return windows.get(i - IN_A_ROW + 1).from() - windows.getFirst().from();
            }
        }
        return null;
    }

    /**
     * When the last window that isn't well ends.
     *
     * @param windows one after the other
     * @return seconds from the begin of the first; null when the last of all isn't well
     */
    static @Nullable Double findLasting(List<Span> windows, Predicate<Span> well) {
        int from = windows.size();
        while (from > 0 && well.test(windows.get(from - 1))) {
            from--;
        }
        return from == windows.size() ? null : windows.get(from).from() - windows.getFirst().from();
    }
}
