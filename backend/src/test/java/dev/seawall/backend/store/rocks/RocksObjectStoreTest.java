package dev.seawall.backend.store.rocks;

import static dev.seawall.backend.store.Objects.key;
import static dev.seawall.backend.store.Objects.put;
import static dev.seawall.backend.store.Objects.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.backend.store.DeleteOutcome;
import dev.seawall.backend.store.ObjectStore;
import dev.seawall.backend.store.ObjectStoreContract;
import dev.seawall.backend.store.Objects;
import dev.seawall.backend.store.Precondition;
import dev.seawall.backend.store.PutOutcome;
import dev.seawall.backend.store.StorageFullException;
import dev.seawall.backend.store.StoreListener;
import dev.seawall.backend.store.StoredObject;
import dev.seawall.backend.store.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on disk, and what only a disk can show: restarts, leftovers, failure. */
class RocksObjectStoreTest extends ObjectStoreContract {
    private static final String LONG = "a content that is longer than sixteen bytes";

    @TempDir
    Path data = Path.of("unset");

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Integer> commits = new CopyOnWriteArrayList<>();

    private final StoreListener listener = new StoreListener() {
        @Override
        public void onCommit(int writes, Duration took) {
            commits.add(writes);
        }

        @Override
        public void onFileSynced(Duration took) {}

        @Override
        public void onFailed(String observed, Throwable cause) {
            failures.add(observed);
        }
    };

    @Override
    protected ObjectStore open() throws IOException {
        return new RocksObjectStore(data, new StoreConfig(16, 1 << 20, 0), FileSync.TO_DISK, listener);
    }

    private void reopen() throws IOException {
        store.close();
        store = open();
    }

    private List<String> names(String directory) throws IOException {
        try (Stream<Path> entries = Files.list(data.resolve(directory))) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        }
    }

    @Test
    void everythingIsThereAfterARestart() throws IOException {
        put(store, "short", "x");
        put(store, "long", LONG);
        put(store, "gone", LONG);
        store.delete(key("gone"), Precondition.NONE);

        reopen();

        assertThat(text(store, "short")).isEqualTo("x");
        assertThat(text(store, "long")).isEqualTo(LONG);
        assertThat(store.find(key("gone"))).isNull();
        assertThat(store.facts().objects()).isEqualTo(2);
        assertThat(store.facts().bytes()).isEqualTo(1L + LONG.length());
        assertThat(store.facts().orphansSwept()).isZero();
    }

    @Test
    void everyWriteIsInExactlyOneCommit() throws Exception {
        List<Callable<PutOutcome>> writers = IntStream.range(0, 64)
                .<Callable<PutOutcome>>mapToObj(i -> () -> put(store, "k" + i, i % 8 == 0 ? LONG : "x"))
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(writers)) {
                assertThat(outcome.get()).isInstanceOf(PutOutcome.Created.class);
            }
        }

        assertThat(commits.stream().mapToInt(Integer::intValue).sum()).isEqualTo(64);
    }

    @Test
    void theFileOfAReplacedObjectIsRemoved() throws IOException {
        put(store, "k", LONG);
        put(store, "k", LONG + "!");
        put(store, "k", "short");

        store.close();

        assertThat(names("files")).isEmpty();
        assertThat(names("tmp")).isEmpty();
        store = open();
    }

    @Test
    void leftoversOfAnInterruptedWriteAreSweptAtTheStart() throws IOException {
        put(store, "k", LONG);
        store.close();
        Files.writeString(data.resolve("tmp/upload"), "half");
        Files.writeString(data.resolve("files/00000000000000ff"), "renamed, but never in the index");

        store = open();

        assertThat(store.facts().orphansSwept()).isEqualTo(2);
        assertThat(names("tmp")).isEmpty();
        assertThat(names("files")).hasSize(1);
        assertThat(text(store, "k")).isEqualTo(LONG);
    }

    @Test
    void whatAStrangerPutAmongTheFilesIsNamedAndKept() throws IOException {
        store.close();
        for (String name : List.of("notes.txt", "cafe")) {
            Path stranger = Files.writeString(data.resolve("files").resolve(name), "not ours");

            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining(name);

            assertThat(stranger).exists();
            Files.delete(stranger);
        }
        store = open();
    }

    @Test
    void writesThatAreGivenUpOrRefusedLeaveNoFile() throws IOException {
        try (Upload upload = store.begin(key("k"))) {
            upload.write(new byte[100], 0, 100);
            assertThat(names("tmp")).hasSize(1);
        }
        put(store, "k", LONG.getBytes(StandardCharsets.UTF_8), current -> current != null);

        assertThat(names("tmp")).isEmpty();
        assertThat(names("files")).isEmpty();
    }

    @Test
    void anObjectWhoseFileIsMissingIsNamed() throws IOException {
        put(store, "k", LONG);
        Files.delete(data.resolve("files").resolve(names("files").getFirst()));

        assertThatThrownBy(() -> store.open(key("k")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("restore the volume");
    }

    @Test
    void aTruncatedFileEndsTheReadInsteadOfLookingWhole() throws IOException {
        put(store, "k", LONG);
        Path file = data.resolve("files").resolve(names("files").getFirst());
        Files.writeString(file, "short");

        try (StoredObject opened = Objects.open(store, "k")) {
            assertThatThrownBy(() -> text(opened))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ends at byte 5");
        }
    }

    @Test
    void afterAFailedWriteNothingIsAcknowledgedAnyMore() throws IOException {
        put(store, "before", "x");
        // A file where files/ was: the rename of the next large object fails as on a broken volume.
        Path files = data.resolve("files");
        Files.delete(files);
        Files.writeString(files, "in the way");

        PutOutcome first = put(store, "k", LONG);
        PutOutcome second = put(store, "other", "y");
        DeleteOutcome third = store.delete(key("before"), Precondition.NONE);

        assertThat(first).isInstanceOf(PutOutcome.Failed.class);
        assertThat(second).isInstanceOf(PutOutcome.Failed.class);
        assertThat(third).isInstanceOf(DeleteOutcome.Failed.class);
        assertThat(failures).hasSize(1);
        assertThat(store.facts().failure()).contains("durable");
        assertThat(text(store, "before")).isEqualTo("x");
        Files.delete(files);
        Files.createDirectory(files);
    }

    @Test
    void aVolumeWithLessThanTheReserveTakesNoWritesButDeletes() throws IOException {
        put(store, "k", LONG);
        store.close();
        store = new RocksObjectStore(data, new StoreConfig(16, 1 << 20, 1L << 40), FileSync.TO_DISK, listener);

        assertThatThrownBy(() -> store.begin(key("k")))
                .isInstanceOf(StorageFullException.class)
                .hasMessageContaining("in reserve");
        assertThat(store.delete(key("k"), Precondition.NONE)).isInstanceOf(DeleteOutcome.Deleted.class);
    }

    @Test
    void theKernelsNoSpaceIsToldFromOtherErrors() throws IOException {
        var space = new UploadSpace(16, 0, data, Files.getFileStore(data));
        IOException noSpace = new IOException("No space left on device");
        IOException other = new IOException("Input/output error");

        assertThat(space.named(noSpace)).isInstanceOf(StorageFullException.class);
        assertThat(space.named(other)).isSameAs(other);
    }

    @Test
    void aSecondStoreInTheSameDirectoryIsRefused() {
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("failed to open the index");
    }

    @Test
    void aWriteAfterTheEndIsAnsweredAndAReadFails() throws IOException {
        store.close();

        assertThat(store.delete(key("k"), Precondition.NONE)).isInstanceOf(DeleteOutcome.Failed.class);
        assertThatThrownBy(() -> store.find(key("k"))).hasMessageContaining("closed");
        store = open();
    }
}
