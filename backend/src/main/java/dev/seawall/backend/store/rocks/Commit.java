package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.DeleteOutcome;
import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.PutOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Writes that become durable together. Each is decided against the index and those added before it; nobody is told
 * before {@link #makeDurable} has returned. Thread rule: the committer's thread.
 */
final class Commit implements AutoCloseable {
    private final Index index;
    private final ContentFiles files;
    private final Index.Batch batch;
    private final Map<ObjectKey, Optional<IndexEntry>> changed = new HashMap<>();
    private final List<Runnable> tellings = new ArrayList<>();
    private final List<Path> obsolete = new ArrayList<>();
    private Counts counts;
    private boolean filesPublished;

    Commit(Index index, ContentFiles files, Counts counts) {
        this.index = index;
        this.files = files;
        this.counts = counts;
        this.batch = index.newBatch();
    }

    void add(Write write) throws RocksDBException, IOException {
        IndexEntry current = current(write.key());
        if (!write.precondition().holds(current == null ? null : current.meta())) {
            tellings.add(write::preconditionFailed);
            return;
        }
        switch (write) {
            case Write.Put put -> put(put, current);
            case Write.Delete delete -> delete(delete, current);
        }
    }

    private @Nullable IndexEntry current(ObjectKey key) throws IOException {
        Optional<IndexEntry> earlier = changed.get(key);
        return earlier == null ? index.find(key) : earlier.orElse(null);
    }

    private void put(Write.Put put, @Nullable IndexEntry current) throws RocksDBException, IOException {
        ObjectMeta meta = put.meta();
        counts = counts.withNextContentId().plus(1, meta.size());
        IndexEntry entry = new IndexEntry(meta, put.file() != null, counts.lastContentId());
        if (put.file() != null) {
            files.publish(put.file(), entry.contentId());
            filesPublished = true;
        }
        batch.put(entry, put.value());
        changed.put(put.key(), Optional.of(entry));
        if (current != null) {
            drop(current);
        }
        tellings.add(() ->
                put.outcome().complete(current == null ? new PutOutcome.Created(meta) : new PutOutcome.Replaced(meta)));
    }

    private void delete(Write.Delete delete, @Nullable IndexEntry current) throws RocksDBException {
        if (current == null) {
            tellings.add(() -> delete.outcome().complete(new DeleteOutcome.NoObject()));
            return;
        }
        batch.deleteKey(delete.key());
        changed.put(delete.key(), Optional.empty());
        drop(current);
        tellings.add(() -> delete.outcome().complete(new DeleteOutcome.Deleted(current.meta())));
    }

    private void drop(IndexEntry former) throws RocksDBException {
        batch.deleteContent(former);
        counts = counts.plus(-1, -former.meta().size());
        if (former.inFile()) {
            obsolete.add(files.path(former.contentId()));
        }
    }

    /** File names first, then the entries that need them, each with an fsync. */
    void makeDurable() throws RocksDBException, IOException {
        if (filesPublished) {
            files.sync();
        }
        if (!changed.isEmpty()) {
            batch.commit(counts);
        }
    }

    Counts counts() {
        return counts;
    }

    void tell() {
        tellings.forEach(Runnable::run);
    }

    /** Files that no entry names any more, once the commit is durable. */
    List<Path> obsolete() {
        return obsolete;
    }

    @Override
    public void close() {
        batch.close();
    }
}
