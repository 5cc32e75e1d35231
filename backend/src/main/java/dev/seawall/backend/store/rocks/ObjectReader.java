package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.StoredObject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Opens objects while others replace them. The entry is read first and the content it names second; a content that is
 * gone by then was removed by a newer write, so the entry is read again. Thread rule: thread-safe.
 */
final class ObjectReader {
    private final Entries entries;
    private final ContentFiles files;

    ObjectReader(Entries entries, ContentFiles files) {
        this.entries = entries;
        this.files = files;
    }

    /** What the index says; each answer is of its own moment. */
    interface Entries {
        @Nullable
        IndexEntry find(ObjectKey key) throws IOException;

        byte @Nullable [] value(long contentId) throws IOException;
    }

    /**
     * The object, or null when there is none.
     *
     * @throws IOException when the same entry names a content that is twice not there: no write explains that
     */
    @Nullable
    StoredObject open(ObjectKey key) throws IOException {
        long missing = 0;
        while (true) {
            IndexEntry entry = entries.find(key);
            if (entry == null) {
                return null;
            }
            StoredObject opened = openContent(entry);
            if (opened != null) {
                return opened;
            }
            if (entry.contentId() == missing) {
                throw new IOException("the index names content " + missing + " for " + key + ", "
                        + (entry.inFile() ? "in " + files.path(missing) : "in its values")
                        + ", which is not there: restore the volume from a snapshot");
            }
            missing = entry.contentId();
        }
    }

    private @Nullable StoredObject openContent(IndexEntry entry) throws IOException {
        if (!entry.inFile()) {
            byte[] value = entries.value(entry.contentId());
            return value == null ? null : new InlineObject(entry.meta(), value);
        }
        try {
            return new FileObject(entry.meta(), files.path(entry.contentId()));
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
