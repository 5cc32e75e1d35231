package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.DeleteOutcome;
import dev.seawall.backend.store.ListingPage;
import dev.seawall.backend.store.ListingQuery;
import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.ObjectStore;
import dev.seawall.backend.store.Precondition;
import dev.seawall.backend.store.StoreFacts;
import dev.seawall.backend.store.StoreListener;
import dev.seawall.backend.store.StoredObject;
import dev.seawall.backend.store.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Objects on one volume: keys, metadata and small contents in RocksDB, large contents in files. The layout of the
 * directory: {@code index/} RocksDB, {@code files/} large contents by id, {@code tmp/} uploads under way. Thread rule:
 * thread-safe.
 */
public final class RocksObjectStore implements ObjectStore {
    /** How many large uploads are fsynced at a time; platform threads, as an fsync would hold a carrier. */
    private static final int FILE_THREADS = 4;

    private final Index index;
    private final ContentFiles files;
    private final ObjectReader reader;
    private final ExecutorService fileThreads;
    private final Committer committer;
    private final UploadSpace space;
    private final StoreListener listener;
    private final long orphansSwept;

    /**
     * Opens the store and sweeps what an interrupted write left.
     *
     * @throws IOException when the directory cannot be read or written, or is in use
     */
    public RocksObjectStore(Path data, StoreConfig config, FileSync fileSync, StoreListener listener)
            throws IOException {
        this.listener = listener;
        Path indexDirectory = Files.createDirectories(data.resolve("index"));
        files = new ContentFiles(data, fileSync);
        index = new Index(indexDirectory);
        reader = new ObjectReader(index, files);
        try {
            space = new UploadSpace(config.inlineBytes(), config.reserveBytes(), data, Files.getFileStore(data));
            orphansSwept = files.sweep(index::ownsFile);
            fileThreads = Executors.newFixedThreadPool(
                    FILE_THREADS, Thread.ofPlatform().name("file-", 1).daemon().factory());
            committer = new Committer(index, files, fileThreads, listener);
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    @Override
    public @Nullable ObjectMeta find(ObjectKey key) throws IOException {
        IndexEntry entry = index.find(key);
        return entry == null ? null : entry.meta();
    }

    @Override
    public @Nullable StoredObject open(ObjectKey key) throws IOException {
        return reader.open(key);
    }

    @Override
    public Upload begin(ObjectKey key) throws IOException {
        return new RocksUpload(key, files, space, fileThreads, committer, listener);
    }

    @Override
    public DeleteOutcome delete(ObjectKey key, Precondition precondition) {
        var outcome = new CompletableFuture<DeleteOutcome>();
        committer.submit(new Write.Delete(key, precondition, outcome));
        return outcome.join();
    }

    @Override
    public ListingPage list(ListingQuery query) throws IOException {
        return index.scan(iterator -> new Listing(query).read(iterator));
    }

    @Override
    public StoreFacts facts() {
        Counts counts = committer.counts();
        Committer.LastCommit last = committer.last();
        return new StoreFacts(
                counts.objects(),
                counts.bytes(),
                last == null ? null : last.at(),
                last == null ? null : last.took(),
                orphansSwept,
                committer.failure());
    }

    /** Ends all writing because the disk was seen to refuse an fsync elsewhere; the listener is told. */
    public void fail(String observed, Throwable cause) {
        committer.fail(observed, cause);
    }

    /** Ends all writing for a reason that is not the disk's: from now on no write is acknowledged. */
    public void refuseWrites(String observed) {
        committer.refuseWrites(observed);
    }

    @Override
    public void close() {
        committer.close();
        fileThreads.close();
        index.close();
    }
}
