package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.ObjectKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The RocksDB database: who has which key, the small contents, and which files belong to somebody. Reads are short
 * native calls, because one that blocks holds its virtual thread's carrier. Thread rule: thread-safe; a call after
 * {@link #close} throws instead of touching freed memory.
 */
final class Index implements ObjectReader.Entries, AutoCloseable {
    private static final byte[] COUNTS_KEY = "counts".getBytes(StandardCharsets.US_ASCII);

    private final DBOptions options;
    private final ColumnFamilyOptions familyOptions;
    private final RocksDB db;
    private final List<ColumnFamilyHandle> families;
    private final WriteOptions durable;
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    /** Opens the database in an existing directory; an empty one becomes a new database. */
    Index(Path directory) throws IOException {
        NativeLibrary.load();
        durable = new WriteOptions().setSync(true);
        options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                // A torn last record was never acknowledged; anything else unreadable must not be dropped in silence.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxBgErrorResumeCount(0)
                .setMaxOpenFiles(256)
                .setMaxTotalWalSize(64 << 20)
                .setKeepLogFileNum(4)
                .setStatsDumpPeriodSec(0);
        familyOptions = new ColumnFamilyOptions().setWriteBufferSize(16 << 20);
        families = new ArrayList<>();
        try {
            db = RocksDB.open(
                    options,
                    directory.toString(),
                    List.of(family("default"), family("index"), family("values"), family("files")),
                    families);
        } catch (RocksDBException e) {
            throw new IOException("failed to open the index in " + directory + ": " + e.getMessage(), e);
        }
    }

    private ColumnFamilyDescriptor family(String name) {
        return new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.US_ASCII), familyOptions);
    }

    Counts counts() throws IOException {
        return Counts.decode(get(0, COUNTS_KEY));
    }

    @Override
    public @Nullable IndexEntry find(ObjectKey key) throws IOException {
        byte[] entry = get(1, key.bytes());
        return entry == null ? null : IndexEntry.decode(key, entry);
    }

    @Override
    public byte @Nullable [] value(long contentId) throws IOException {
        return get(2, idBytes(contentId));
    }

    boolean ownsFile(long contentId) throws IOException {
        return get(3, idBytes(contentId)) != null;
    }

    private byte @Nullable [] get(int family, byte[] key) throws IOException {
        open.readLock().lock();
        try {
            return usable().get(families.get(family), key);
        } catch (RocksDBException e) {
            throw new IOException("failed to read the index: " + e.getMessage(), e);
        } finally {
            open.readLock().unlock();
        }
    }

    /** Calls {@code reader} with an iterator over the entries as they are now. */
    <T> T scan(Scan<T> reader) throws IOException {
        open.readLock().lock();
        try (RocksIterator iterator = usable().newIterator(families.get(1))) {
            T result = reader.over(iterator);
            iterator.status();
            return result;
        } catch (RocksDBException e) {
            throw new IOException("failed to read the index: " + e.getMessage(), e);
        } finally {
            open.readLock().unlock();
        }
    }

    /** Something that reads a run of entries. */
    interface Scan<T> {
        T over(RocksIterator iterator) throws IOException;
    }

    private RocksDB usable() throws IOException {
        if (closed) {
            throw new IOException("the store is closed");
        }
        return db;
    }

    Batch newBatch() {
        return new Batch();
    }

    /** Changes that become durable together or not at all. Thread rule: one thread; closed by its owner. */
    final class Batch implements AutoCloseable {
        private final WriteBatch batch = new WriteBatch();

        void put(IndexEntry entry, byte @Nullable [] value) throws RocksDBException {
            byte[] key = entry.meta().key().bytes();
            batch.put(families.get(1), key, entry.encoded());
            if (value != null) {
                batch.put(families.get(2), idBytes(entry.contentId()), value);
            } else {
                batch.put(families.get(3), idBytes(entry.contentId()), key);
            }
        }

        void deleteKey(ObjectKey key) throws RocksDBException {
            batch.delete(families.get(1), key.bytes());
        }

        void deleteContent(IndexEntry entry) throws RocksDBException {
            batch.delete(families.get(entry.inFile() ? 3 : 2), idBytes(entry.contentId()));
        }

        /** Writes and fsyncs. When it throws, the batch may or may not be found after a restart. */
        void commit(Counts counts) throws RocksDBException {
            batch.put(families.get(0), COUNTS_KEY, counts.encoded());
            db.write(durable, batch);
        }

        @Override
        public void close() {
            batch.close();
        }
    }

    private static byte[] idBytes(long contentId) {
        return ByteBuffer.allocate(Long.BYTES).putLong(contentId).array();
    }

    /** The committing thread must have ended. */
    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                families.forEach(ColumnFamilyHandle::close);
                db.close();
                durable.close();
                familyOptions.close();
                options.close();
            }
        } finally {
            open.writeLock().unlock();
        }
    }
}
