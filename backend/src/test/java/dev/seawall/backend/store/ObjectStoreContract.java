package dev.seawall.backend.store;

import static dev.seawall.backend.store.Objects.key;
import static dev.seawall.backend.store.Objects.put;
import static dev.seawall.backend.store.Objects.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} promises. Contents are short or longer than 16 bytes, where a store may split them. */
public abstract class ObjectStoreContract {
    private static final String SHORT = "hello";
    private static final String LONG = "a content that is longer than sixteen bytes";

    protected ObjectStore store = new MemoryObjectStore();

    protected abstract ObjectStore open() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void whatWasPutComesBack() throws IOException {
        for (String content : List.of("", SHORT, LONG)) {
            assertThat(put(store, "a/b", content)).isInstanceOfAny(PutOutcome.Created.class, PutOutcome.Replaced.class);

            assertThat(text(store, "a/b")).isEqualTo(content);
            assertThat(store.find(key("a/b"))).isNotNull().satisfies(meta -> {
                assertThat(meta.size()).isEqualTo(content.length());
                assertThat(meta.contentType()).isEqualTo("text/plain");
            });
        }
    }

    @Test
    void theEntityTagIsTheContentsDigest() throws IOException {
        put(store, "k", SHORT);

        assertThat(store.find(key("k")))
                .isNotNull()
                .extracting(ObjectMeta::etag)
                .isEqualTo("\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"");
    }

    @Test
    void theFirstPutCreatesTheSecondReplaces() throws IOException {
        assertThat(put(store, "k", SHORT)).isInstanceOf(PutOutcome.Created.class);
        assertThat(put(store, "k", LONG)).isInstanceOf(PutOutcome.Replaced.class);
        assertThat(put(store, "k", SHORT)).isInstanceOf(PutOutcome.Replaced.class);

        assertThat(store.facts().objects()).isEqualTo(1);
        assertThat(store.facts().bytes()).isEqualTo(SHORT.length());
    }

    @Test
    void anUploadThatIsNotCommittedLeavesTheFormerObject() throws IOException {
        put(store, "k", SHORT);

        try (Upload upload = store.begin(key("k"))) {
            upload.write(new byte[100], 0, 100);
        }

        assertThat(text(store, "k")).isEqualTo(SHORT);
    }

    @Test
    void aDeletedObjectIsGone() throws IOException {
        put(store, "k", LONG);

        assertThat(store.delete(key("k"), Precondition.NONE)).isInstanceOf(DeleteOutcome.Deleted.class);

        assertThat(store.find(key("k"))).isNull();
        assertThat(store.open(key("k"))).isNull();
        assertThat(store.delete(key("k"), Precondition.NONE)).isInstanceOf(DeleteOutcome.NoObject.class);
        assertThat(store.facts().objects()).isZero();
        assertThat(store.facts().bytes()).isZero();
    }

    @Test
    void aFailedPreconditionChangesNothing() throws IOException {
        put(store, "k", SHORT);

        assertThat(put(store, "k", LONG.getBytes(StandardCharsets.UTF_8), current -> current == null))
                .isInstanceOf(PutOutcome.PreconditionFailed.class);
        assertThat(store.delete(key("k"), current -> false)).isInstanceOf(DeleteOutcome.PreconditionFailed.class);

        assertThat(text(store, "k")).isEqualTo(SHORT);
    }

    @Test
    void ofManyWhoWantToBeFirstOneIs() throws Exception {
        int writers = 32;
        var start = new CyclicBarrier(writers);
        List<Callable<PutOutcome>> tasks = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            byte[] content = (i % 2 == 0 ? SHORT : LONG).getBytes(StandardCharsets.UTF_8);
            tasks.add(() -> {
                start.await();
                return put(store, "k", content, current -> current == null);
            });
        }

        int created = 0;
        try (var threads = Executors.newFixedThreadPool(writers)) {
            for (var outcome : threads.invokeAll(tasks)) {
                created += outcome.get() instanceof PutOutcome.Created ? 1 : 0;
            }
        }

        assertThat(created).isEqualTo(1);
        assertThat(store.facts().objects()).isEqualTo(1);
    }

    @Test
    void aReaderKeepsReadingWhatItOpenedWhileTheKeyChanges() throws IOException {
        put(store, "k", LONG);
        try (StoredObject opened = Objects.open(store, "k")) {
            put(store, "k", LONG + " and newer");
            store.delete(key("k"), Precondition.NONE);

            assertThat(text(opened)).isEqualTo(LONG);
        }
    }

    @Test
    void aPartIsReadFromItsPosition() throws IOException {
        put(store, "k", LONG);
        try (StoredObject opened = Objects.open(store, "k")) {
            ByteBuffer part = ByteBuffer.allocate(7);

            opened.read(part, 2);

            assertThat(new String(part.array(), StandardCharsets.UTF_8)).isEqualTo("content");
        }
    }

    @Test
    void everyPageOfEveryListingIsWhatThePlainestModelSays() throws IOException {
        var model = new MemoryObjectStore();
        List<String> alphabet = List.of("a", "b", "/", "é", "\uFFEE", "\uD83C\uDF0A", "-");
        var random = new Random(20261122);
        for (int i = 0; i < 400; i++) {
            StringBuilder key = new StringBuilder("k");
            for (int length = random.nextInt(7); length > 0; length--) {
                key.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            put(store, key.toString(), SHORT);
            put(model, key.toString(), SHORT);
        }

        for (int i = 0; i < 600; i++) {
            var query = new ListingQuery(
                    random.nextBoolean() ? "" : "k" + alphabet.get(random.nextInt(7)),
                    random.nextInt(3) == 0 ? null : alphabet.get(random.nextInt(7)),
                    random.nextBoolean() ? "" : "k" + alphabet.get(random.nextInt(7)) + alphabet.get(random.nextInt(7)),
                    1 + random.nextInt(20));
            ListingPage page = store.list(query);
            ListingPage wanted = model.list(query);

            assertThat(page.objects().stream().map(ObjectMeta::key))
                    .as("%s", query)
                    .containsExactlyElementsOf(
                            wanted.objects().stream().map(ObjectMeta::key).toList());
            assertThat(page.prefixes()).as("%s", query).containsExactlyElementsOf(wanted.prefixes());
            assertThat(page.next()).as("%s", query).isEqualTo(wanted.next());
        }
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() throws IOException {
        for (int i = 0; i < 25; i++) {
            put(store, "p" + i % 5 + "/" + i, SHORT);
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        while (after != null) {
            ListingPage page = store.list(new ListingQuery("", "/", after, 2));
            seen.addAll(page.prefixes());
            after = page.next();
        }
        assertThat(seen).containsExactly("p0/", "p1/", "p2/", "p3/", "p4/");
    }
}
