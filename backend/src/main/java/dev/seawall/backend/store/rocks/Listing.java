package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.ListingPage;
import dev.seawall.backend.store.ListingQuery;
import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectMeta;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/**
 * Reads one page (docs/protocol.md section 5) from the sorted index. A common prefix costs one seek, however many keys
 * it stands for. Thread rule: one thread, used once.
 */
final class Listing {
    private final ListingQuery query;
    private final byte[] prefix;
    private final List<ObjectMeta> objects = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private @Nullable String last;

    Listing(ListingQuery query) {
        this.query = query;
        this.prefix = utf8(query.prefix());
    }

    ListingPage read(RocksIterator entries) throws IOException {
        entries.seek(start());
        while (entries.isValid() && startsWithPrefix(entries.key())) {
            if (objects.size() + prefixes.size() == query.limit()) {
                return new ListingPage(objects, prefixes, last);
            }
            String key = new String(entries.key(), StandardCharsets.UTF_8);
            String common = commonPrefix(key);
            if (common != null) {
                prefixes.add(common);
                last = common;
                entries.seek(successor(utf8(common)));
            } else {
                objects.add(
                        IndexEntry.decode(new ObjectKey(key), entries.value()).meta());
                last = key;
                entries.next();
            }
        }
        return new ListingPage(objects, prefixes, null);
    }

    /**
     * The first key that can be on the page. When {@code after} lies in a common prefix, that prefix is not greater than
     * it, so all its keys are behind.
     */
    private byte[] start() {
        String common = commonPrefix(query.after());
        byte[] start;
        if (common != null) {
            start = successor(utf8(common));
        } else if (query.after().isEmpty()) {
            start = prefix;
        } else {
            byte[] after = utf8(query.after());
            start = Arrays.copyOf(after, after.length + 1);
        }
        return Arrays.compareUnsigned(start, prefix) < 0 ? prefix : start;
    }

    private @Nullable String commonPrefix(String key) {
        String delimiter = query.delimiter();
        if (delimiter == null || !key.startsWith(query.prefix())) {
            return null;
        }
        int at = key.indexOf(delimiter, query.prefix().length());
        return at < 0 ? null : key.substring(0, at + delimiter.length());
    }

    private boolean startsWithPrefix(byte[] key) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The smallest bytes greater than everything that starts with {@code bytes}. UTF-8 never holds the byte 0xFF. */
    private static byte[] successor(byte[] bytes) {
        byte[] next = bytes.clone();
        next[next.length - 1]++;
        return next;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
