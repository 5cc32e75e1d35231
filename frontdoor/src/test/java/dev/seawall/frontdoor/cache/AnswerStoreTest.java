package dev.seawall.frontdoor.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;

/** How much is kept, and of what. */
class AnswerStoreTest {
    private static final long BYTES = 4 << 20;
    private static final Freshness FOR_AN_HOUR = new Freshness(3600, false, false, 0, 0);

    @Test
    void itNeverHoldsMoreThanItMayWhateverTheSizes() {
        AnswerStore store = new AnswerStore(BYTES);
        Random random = new Random(7);
        long most = 0;

        for (int i = 0; i < 20_000; i++) {
            String target = "http://h/" + random.nextInt(3000);
            HttpFields request = HttpFields.build().add("Accept", "a" + random.nextInt(3));
            store.put(target, answer(random.nextInt(random.nextInt(1, 300_000)), request), store.epoch(target));
            most = Math.max(most, store.bytes());
        }

        assertThat(most).isBetween(BYTES / 2, BYTES);
        assertThat(store.evictions()).isPositive();
    }

    @Test
    void whatIsAskedForOftenOutlivesAFloodOfOthers() {
        AnswerStore store = new AnswerStore(BYTES);
        store.put("popular", answer(1000, HttpFields.EMPTY), store.epoch("popular"));
        for (int i = 0; i < 100; i++) {
            store.get("popular");
        }

        for (int i = 0; i < 20_000; i++) {
            String target = "once" + i;
            store.get(target);
            store.put(target, answer(1000, HttpFields.EMPTY), store.epoch(target));
            if (i % 100 == 0) {
                store.get("popular");
            }
        }

        assertThat(store.get("popular")).isNotNull();
    }

    @Test
    void bodiesOnTheirWayToClientsAreBoundedEachCountedOnce() {
        Memory memory = new Memory(1000);
        Body first = new Body(new byte[600]);
        Body second = new Body(new byte[600]);

        assertThat(memory.lend(first)).isTrue();
        assertThat(memory.lend(first)).isTrue();
        assertThat(memory.lend(second)).isFalse();
        memory.giveBack(first);
        assertThat(memory.lend(second)).isFalse();
        memory.giveBack(first);
        assertThat(memory.lend(second)).isTrue();
        memory.giveBack(second);

        assertThat(memory.inUse()).isZero();
    }

    private static StoredAnswer answer(int bytes, HttpFields request) {
        HttpFields fields = HttpFields.build().add("Vary", "Accept").add("ETag", "\"" + bytes + '"');
        return new StoredAnswer(200, fields, new Body(new byte[bytes]), FOR_AN_HOUR, request, 0);
    }
}
