package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.DeleteOutcome;
import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.Precondition;
import dev.seawall.backend.store.PutOutcome;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A change that waits for its commit. Thread rule: immutable but for its outcome, which is thread-safe. */
sealed interface Write {
    ObjectKey key();

    Precondition precondition();

    /** Ends it as surely without effect. */
    void preconditionFailed();

    /** Ends it as uncertain. */
    void failed(String observed);

    /** How much memory it takes in a batch. */
    default int batchBytes() {
        return 2 * ObjectKey.MAX_BYTES;
    }

    /**
     * A new content for a key.
     *
     * @param value the content when it is small, else null
     * @param file the content when it is large, whole and fsynced, else null
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares writes.
    record Put(
            ObjectMeta meta,
            byte @Nullable [] value,
            @Nullable Path file,
            Precondition precondition,
            CompletableFuture<PutOutcome> outcome)
            implements Write {

        @Override
        public ObjectKey key() {
            return meta.key();
        }

        @Override
        public int batchBytes() {
            return Write.super.batchBytes() + (value == null ? 0 : value.length);
        }

        @Override
        public void preconditionFailed() {
            outcome.complete(new PutOutcome.PreconditionFailed());
        }

        @Override
        public void failed(String observed) {
            outcome.complete(new PutOutcome.Failed(observed));
        }
    }

    /** The end of a key's object. */
    record Delete(ObjectKey key, Precondition precondition, CompletableFuture<DeleteOutcome> outcome) implements Write {

        @Override
        public void preconditionFailed() {
            outcome.complete(new DeleteOutcome.PreconditionFailed());
        }

        @Override
        public void failed(String observed) {
            outcome.complete(new DeleteOutcome.Failed(observed));
        }
    }
}
