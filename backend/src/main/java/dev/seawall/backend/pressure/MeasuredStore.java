package dev.seawall.backend.pressure;

import dev.seawall.backend.store.DeleteOutcome;
import dev.seawall.backend.store.ListingPage;
import dev.seawall.backend.store.ListingQuery;
import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.ObjectStore;
import dev.seawall.backend.store.Precondition;
import dev.seawall.backend.store.PutOutcome;
import dev.seawall.backend.store.StoreFacts;
import dev.seawall.backend.store.StoredObject;
import dev.seawall.backend.store.Upload;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A store whose writes are timed and whose bytes on their way are counted. Thread rule: as the store's. */
public record MeasuredStore(ObjectStore store, Pressure pressure, LongSupplier nanoTime) implements ObjectStore {
    /** A larger one takes its time to reach the volume, whatever the others do. */
    private static final long SMALL_BYTES = 1 << 20;

    @Override
    public @Nullable ObjectMeta find(ObjectKey key) throws IOException {
        return store.find(key);
    }

    @Override
    public @Nullable StoredObject open(ObjectKey key) throws IOException {
        return store.open(key);
    }

    @Override
    public Upload begin(ObjectKey key) throws IOException {
        return new MeasuredUpload(store.begin(key));
    }

    @Override
    public DeleteOutcome delete(ObjectKey key, Precondition precondition) {
        long begun = nanoTime.getAsLong();
        DeleteOutcome outcome = store.delete(key, precondition);
        pressure.onWrite(nanoTime.getAsLong() - begun);
        return outcome;
    }

    @Override
    public ListingPage list(ListingQuery query) throws IOException {
        return store.list(query);
    }

    @Override
    public StoreFacts facts() {
        return store.facts();
    }

    @Override
    public void close() {
        store.close();
    }

    private final class MeasuredUpload implements Upload {
        private final Upload upload;
        private long bytes;

        MeasuredUpload(Upload upload) {
            this.upload = upload;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            upload.write(from, offset, length);
            bytes += length;
            pressure.onBytes(length);
        }

        @Override
        public byte[] sha256() {
            return upload.sha256();
        }

        @Override
        public PutOutcome commit(String contentType, Precondition precondition) {
            long begun = nanoTime.getAsLong();
            PutOutcome outcome = upload.commit(contentType, precondition);
            if (bytes <= SMALL_BYTES) {
                pressure.onWrite(nanoTime.getAsLong() - begun);
            }
            return outcome;
        }

        @Override
        public void close() throws IOException {
            pressure.onBytes(-bytes);
            bytes = 0;
            upload.close();
        }
    }
}
