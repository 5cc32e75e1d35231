package dev.seawall.frontdoor.http.http2.hpack;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields that the other side had us remember (RFC 7541 §2.3.2, §4): newest first, and no more than its capacity.
 * It takes no memory before there are any.
 *
 * <p>Thread rule: not thread-safe, the decoder's.
 */
final class DynamicTable {
    private static final int FEW = 16;

    private @Nullable HpackField[] ring = new HpackField[0];
    private int newest = -1;
    private int count;
    private int size;
    private int capacity;

    DynamicTable(int capacity) {
        this.capacity = capacity;
    }

    int count() {
        return count;
    }

    /** The field so many younger ones are before. */
    @Nullable
    HpackField get(int younger) {
        return younger < count ? ring[Math.floorMod(newest - younger, ring.length)] : null;
    }

    /** Adds a field, for which the oldest make room; one larger than the whole table leaves it empty. */
    void add(HpackField field) {
        evict(capacity - field.size());
        if (field.size() > capacity) {
            return;
        }
        if (count == ring.length) {
            grow();
        }
        newest = (newest + 1) % ring.length;
        ring[newest] = field;
        count++;
        size += field.size();
    }

    void resize(int bytes) {
        capacity = bytes;
        evict(bytes);
    }

    private void evict(int most) {
        while (count > 0 && size > most) {
            int oldest = Math.floorMod(newest - count + 1, ring.length);
            HpackField gone = ring[oldest];
            ring[oldest] = null;
            count--;
            size -= gone == null ? 0 : gone.size();
        }
    }

    private void grow() {
        @Nullable HpackField[] next = new HpackField[Math.max(FEW, 2 * ring.length)];
        for (int i = 0; i < count; i++) {
            next[count - 1 - i] = get(i);
        }
        Arrays.fill(ring, null);
        ring = next;
        newest = count - 1;
    }
}
