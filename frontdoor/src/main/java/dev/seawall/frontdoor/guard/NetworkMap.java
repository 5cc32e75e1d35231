package dev.seawall.frontdoor.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which networks are allowed or denied; of those that hold an address the longest prefix wins, and of two that are the
 * same, denial. Networks within networks are laid out as ranges beside each other, so that a binary search finds an
 * address among 100,000 in some 17 steps.
 *
 * <p>Thread rule: immutable.
 */
final class NetworkMap {
    /** What is said of an address. */
    enum Verdict {
        NONE,
        ALLOWED,
        DENIED
    }

    static final NetworkMap EMPTY = new NetworkMap(List.of(), List.of());

    private record Entry(Network network, Verdict verdict) {}

    /** One family's: where each range begins, from the lowest address on, and what holds from there. */
    private static final class Ranges {
        private final List<Entry> begins = new ArrayList<>();
        private long[] high = {};
        private long[] low = {};
        private Verdict[] verdicts = {};

        void add(@Nullable Network first, Verdict verdict) {
            if (first == null) {
                return;
            }
            if (!begins.isEmpty()
                    && begins.getLast().network().high() == first.high()
                    && begins.getLast().network().low() == first.low()) {
                begins.removeLast();
            }
            begins.add(new Entry(first, verdict));
        }

        void freeze() {
            high = begins.stream().mapToLong(each -> each.network().high()).toArray();
            low = begins.stream().mapToLong(each -> each.network().low()).toArray();
            verdicts = begins.stream().map(Entry::verdict).toArray(Verdict[]::new);
            begins.clear();
        }

        Verdict of(Address address) {
            int from = 0;
            int to = high.length;
            while (from < to) {
                int middle = (from + to) >>> 1;
                int order = Long.compareUnsigned(high[middle], address.high());
                if (order == 0) {
                    order = Long.compareUnsigned(low[middle], address.low());
                }
                if (order <= 0) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from == 0 ? Verdict.NONE : verdicts[from - 1];
        }
    }

    private final Ranges v4 = new Ranges();
    private final Ranges v6 = new Ranges();

    NetworkMap(List<Network> allowed, List<Network> denied) {
        Entry[] entries = new Entry[allowed.size() + denied.size()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = i < allowed.size()
                    ? new Entry(allowed.get(i), Verdict.ALLOWED)
                    : new Entry(denied.get(i - allowed.size()), Verdict.DENIED);
        }
        Arrays.sort(entries, Comparator.comparing(Entry::network, Network.ORDER).thenComparing(Entry::verdict));
        Deque<Entry> around = new ArrayDeque<>();
        for (Entry entry : entries) {
            endThose(around, entry.network());
            ranges(entry).add(entry.network(), entry.verdict());
            around.push(entry);
        }
        endThose(around, null);
        v4.freeze();
        v6.freeze();
    }

    private Ranges ranges(Entry entry) {
        return entry.network().isV6() ? v6 : v4;
    }

    /** Behind each network that does not hold {@code next}, what holds is what the one around it says. */
    private void endThose(Deque<Entry> around, @Nullable Network next) {
        while (!around.isEmpty() && (next == null || !around.peek().network().contains(next))) {
            Entry ended = around.pop();
            ranges(ended)
                    .add(
                            ended.network().next(),
                            around.isEmpty() ? Verdict.NONE : around.peek().verdict());
        }
    }

    Verdict of(Address address) {
        return (address.isV6() ? v6 : v4).of(address);
    }
}
