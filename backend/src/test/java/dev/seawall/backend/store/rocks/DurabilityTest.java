package dev.seawall.backend.store.rocks;

import static dev.seawall.backend.store.Objects.key;
import static dev.seawall.backend.store.Objects.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.backend.store.DeleteOutcome;
import dev.seawall.backend.store.MemoryObjectStore;
import dev.seawall.backend.store.ObjectStore;
import dev.seawall.backend.store.Precondition;
import dev.seawall.backend.store.PutOutcome;
import dev.seawall.backend.store.StoreListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fsynced before a write is acknowledged, and what follows when the disk refuses. */
class DurabilityTest {
    private static final String LARGE = "a content that is longer than sixteen bytes";

    @TempDir
    Path data = Path.of("unset");

    private final FragileDisk disk = new FragileDisk();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private ObjectStore store = new MemoryObjectStore();

    @BeforeEach
    void openStore() throws Exception {
        store = new RocksObjectStore(data, new StoreConfig(16, 1 << 20, 0), disk, new Failures(failures));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void everyFolderOfAFreshVolumeIsFsyncedIntoItsParent(@TempDir Path fresh) throws Exception {
        List<Boolean> complete = new CopyOnWriteArrayList<>();
        FileSync watching = (channel, path) -> {
            if (path.equals(fresh)) {
                complete.add(List.of("tmp", "files", "index").stream()
                        .allMatch(name -> Files.isDirectory(fresh.resolve(name))));
            }
        };

        new RocksObjectStore(fresh, new StoreConfig(16, 1 << 20, 0), watching, new Failures(failures)).close();

        assertThat(complete).endsWith(true);
    }

    @Test
    void aLargeObjectIsFsyncedBeforeTheFolderThatNamesIt() throws Exception {
        disk.asked.clear();

        put(store, "k", LARGE);

        assertThat(disk.asked).containsExactly("upload", "files");
    }

    @Test
    void afterAFailedFsyncOfAFileNothingIsAcknowledgedOrFsyncedAgain() throws Exception {
        put(store, "before", "x");
        disk.refuse("upload");

        assertThat(put(store, "k", LARGE)).isInstanceOf(PutOutcome.Failed.class);
        assertThat(put(store, "k", LARGE)).isInstanceOf(PutOutcome.Failed.class);
        assertThat(put(store, "small", "y")).isInstanceOf(PutOutcome.Failed.class);
        assertThat(store.delete(key("before"), Precondition.NONE)).isInstanceOf(DeleteOutcome.Failed.class);

        assertThat(disk.asked).containsExactly("upload");
        assertThat(failures).hasSize(1).first().asString().contains("Input/output error");
        assertThat(store.find(key("k"))).isNull();
        assertThat(store.find(key("before"))).isNotNull();
        assertThat(data.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void aFailedFsyncOfTheFolderFailsEverybodyWhoWaitsForIt() throws Exception {
        disk.refuse("files");
        List<Callable<PutOutcome>> writers = IntStream.range(0, 32)
                .<Callable<PutOutcome>>mapToObj(i -> () -> put(store, "k" + i, LARGE))
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(writers, 60, TimeUnit.SECONDS)) {
                assertThat(outcome.get()).isInstanceOf(PutOutcome.Failed.class);
            }
        }

        assertThat(disk.asked).containsOnlyOnce("files");
        assertThat(failures).hasSize(1);
        assertThat(store.facts().objects()).isZero();
        assertThat(store.find(key("k0"))).isNull();
    }

    @Test
    void anErrorInACommitIsAnsweredLikeAFailureOfTheDisk() throws Exception {
        byte[] content = "x".getBytes(StandardCharsets.US_ASCII);
        Precondition broken = current -> {
            throw new StackOverflowError("in a precondition");
        };

        var outcome = CompletableFuture.supplyAsync(() -> {
            try {
                return put(store, "k", content, broken);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(PutOutcome.Failed.class);
        assertThat(failures).hasSize(1).first().asString().contains("StackOverflowError");
    }

    /** Notes down the failures. */
    private record Failures(List<String> observed) implements StoreListener {
        @Override
        public void onCommit(int writes, Duration took) {}

        @Override
        public void onFileSynced(Duration took) {}

        @Override
        public void onFailed(String sentence, Throwable cause) {
            observed.add(sentence);
        }
    }
}
