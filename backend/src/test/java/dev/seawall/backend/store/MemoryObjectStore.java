package dev.seawall.backend.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Objects in memory, in the plainest way that keeps {@link ObjectStore}'s promises except durability: the model that the
 * real store is compared with. Thread rule: thread-safe.
 */
public final class MemoryObjectStore implements ObjectStore {
    private final TreeMap<ObjectKey, MemoryObject> objects = new TreeMap<>();

    @Override
    public synchronized @Nullable ObjectMeta find(ObjectKey key) {
        MemoryObject object = objects.get(key);
        return object == null ? null : object.meta();
    }

    @Override
    public synchronized @Nullable StoredObject open(ObjectKey key) {
        return objects.get(key);
    }

    @Override
    public Upload begin(ObjectKey key) {
        return new MemoryUpload(key);
    }

    @Override
    public synchronized DeleteOutcome delete(ObjectKey key, Precondition precondition) {
        ObjectMeta current = find(key);
        if (!precondition.holds(current)) {
            return new DeleteOutcome.PreconditionFailed();
        }
        objects.remove(key);
        return current == null ? new DeleteOutcome.NoObject() : new DeleteOutcome.Deleted(current);
    }

    @Override
    public synchronized ListingPage list(ListingQuery query) {
        List<ObjectMeta> metas = new ArrayList<>();
        TreeSet<ObjectKey> entries = new TreeSet<>();
        TreeSet<ObjectKey> common = new TreeSet<>();
        for (ObjectKey key : objects.keySet()) {
            if (!key.text().startsWith(query.prefix())) {
                continue;
            }
            int at = query.delimiter() == null
                    ? -1
                    : key.text().indexOf(query.delimiter(), query.prefix().length());
            ObjectKey entry = key;
            if (at >= 0) {
                entry = new ObjectKey(key.text()
                        .substring(0, at + String.valueOf(query.delimiter()).length()));
            }
            if (entry.compareTo(new ObjectKey(query.after())) > 0) {
                entries.add(entry);
                if (at >= 0) {
                    common.add(entry);
                }
            }
        }
        List<ObjectKey> page = entries.stream().limit(query.limit()).toList();
        List<String> prefixes = new ArrayList<>();
        for (ObjectKey entry : page) {
            MemoryObject object = objects.get(entry);
            if (common.contains(entry)) {
                prefixes.add(entry.text());
            } else if (object != null) {
                metas.add(object.meta());
            }
        }
        String next = entries.size() > page.size() ? page.getLast().text() : null;
        return new ListingPage(metas, prefixes, next);
    }

    @Override
    public synchronized StoreFacts facts() {
        long bytes = objects.values().stream().mapToLong(o -> o.meta().size()).sum();
        return new StoreFacts(objects.size(), bytes, null, null, 0, null);
    }

    @Override
    public void close() {}

    private synchronized PutOutcome put(MemoryObject object, Precondition precondition) {
        ObjectMeta current = find(object.meta().key());
        if (!precondition.holds(current)) {
            return new PutOutcome.PreconditionFailed();
        }
        objects.put(object.meta().key(), object);
        return current == null ? new PutOutcome.Created(object.meta()) : new PutOutcome.Replaced(object.meta());
    }

    private static final class MemoryObject implements StoredObject {
        private final ObjectMeta meta;
        private final byte[] content;

        MemoryObject(ObjectMeta meta, byte[] content) {
            this.meta = meta;
            this.content = content;
        }

        @Override
        public ObjectMeta meta() {
            return meta;
        }

        @Override
        public int read(ByteBuffer into, long position) {
            int length = (int) Math.min(into.remaining(), content.length - position);
            into.put(content, (int) position, length);
            return length;
        }

        @Override
        public void close() {}
    }

    private final class MemoryUpload implements Upload {
        private final ObjectKey key;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        MemoryUpload(ObjectKey key) {
            this.key = key;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            content.write(from, offset, length);
        }

        @Override
        public byte[] sha256() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(content.toByteArray());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public PutOutcome commit(String contentType, Precondition precondition) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            String sha256 = HexFormat.of().formatHex(sha256());
            var meta = new ObjectMeta(key, content.size(), sha256, contentType, now);
            return put(new MemoryObject(meta, content.toByteArray()), precondition);
        }

        @Override
        public void close() {}
    }
}
