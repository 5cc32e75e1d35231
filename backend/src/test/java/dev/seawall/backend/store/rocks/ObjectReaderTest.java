package dev.seawall.backend.store.rocks;

import static dev.seawall.backend.store.Objects.key;
import static dev.seawall.backend.store.Objects.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer write between the look at the index and the opening of what it named. */
class ObjectReaderTest {
    private static final ObjectKey KEY = key("k");

    @TempDir
    Path data = Path.of("unset");

    private Path files = Path.of("unset");

    @BeforeEach
    void layOut() throws IOException {
        files = Files.createDirectory(data.resolve("files"));
    }

    /** An index that says one thing after the other, and knows the value of content 9. */
    private static final class Changing implements ObjectReader.Entries {
        private final Deque<Optional<IndexEntry>> answers = new ArrayDeque<>();

        Changing(@Nullable IndexEntry... answers) {
            Arrays.stream(answers).map(Optional::ofNullable).forEach(this.answers::add);
        }

        @Override
        public @Nullable IndexEntry find(ObjectKey key) {
            return answers.remove().orElse(null);
        }

        @Override
        public byte @Nullable [] value(long contentId) {
            return contentId == 9 ? "newer".getBytes(StandardCharsets.US_ASCII) : null;
        }
    }

    private static IndexEntry entry(long contentId, boolean inFile) {
        var meta = new ObjectMeta(KEY, 5, "00".repeat(32), "text/plain", Instant.EPOCH);
        return new IndexEntry(meta, inFile, contentId);
    }

    private @Nullable StoredObject open(Changing entries) throws IOException {
        return new ObjectReader(entries, new ContentFiles(data, FileSync.TO_DISK)).open(KEY);
    }

    @Test
    void aFileThatWasReplacedMeanwhileIsLookedUpAgain() throws IOException {
        Files.writeString(files.resolve("0000000000000002"), "newer");

        try (StoredObject opened = open(new Changing(entry(1, true), entry(2, true)))) {
            assertThat(opened).isNotNull().satisfies(object -> assertThat(text(object))
                    .isEqualTo("newer"));
        }
    }

    @Test
    void aContentThatMovedMeanwhileIsFoundWhereItIs() throws IOException {
        for (boolean formerInFile : new boolean[] {true, false}) {
            try (StoredObject opened = open(new Changing(entry(1, formerInFile), entry(9, false)))) {
                assertThat(opened).isNotNull().satisfies(object -> assertThat(text(object))
                        .isEqualTo("newer"));
            }
        }
    }

    @Test
    void anObjectThatWasDeletedMeanwhileIsNotThere() throws IOException {
        assertThat(open(new Changing(entry(1, true), null))).isNull();
    }

    @Test
    void aContentThatNobodyRemovedAndIsNotThereIsAnError() {
        assertThatThrownBy(() -> open(new Changing(entry(1, true), entry(1, true))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0000000000000001")
                .hasMessageContaining("restore the volume");
    }
}
