package dev.seawall.frontdoor.guard;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;

/**
 * What is remembered of networks, in memory that never grows: sets of eight places, a network's set chosen by a keyed
 * hash. A newcomer takes the place of whoever owes least in its set, and a full bucket is worth no more than none: so
 * many small ones push each other out while the heavy stay (decision 0026). Whoever is forgotten starts anew: the error
 * is always in the client's favour.
 *
 * <table>
 * <caption>A network's place: eight words, so that a request finds what it needs in one line of a processor's cache</caption>
 * <tr><td>{@link #OWNER}</td><td>44 bits of its hash, 0 for nobody; 20 bits: its connections that are open</td></tr>
 * <tr><td>{@link #REQUESTS}, {@link #CONNECTIONS}, {@link #PATIENCE}</td><td>when each bucket is full again</td></tr>
 * <tr><td>{@link #KEY}</td><td>the network, to be shown</td></tr>
 * <tr><td>{@link #EXCEEDED_AT}</td><td>when it last asked for more than its share</td></tr>
 * <tr><td>two more</td><td>how often, by {@link Excess}</td></tr>
 * </table>
 *
 * <p>Thread rule: thread-safe without a lock. Two threads may disagree for a moment on whose a place is; then a bucket
 * loses or gains one token.
 */
final class NetworkTable {
    static final int REQUESTS = 1;
    static final int CONNECTIONS = 2;
    static final int PATIENCE = 3;
    static final int KEY = 4;
    static final int EXCEEDED_AT = 5;
    private static final int OWNER = 0;

    /** What a network did too much of: 32 bits of a word each, where counting stops. */
    enum Excess {
        REQUESTS(6, 0),
        CONNECTIONS(6, 32),
        /** Cut off without a word. */
        TURNED_OFF(7, 0);

        private final int word;
        private final int shift;

        Excess(int word, int shift) {
            this.word = word;
            this.shift = shift;
        }

        private long of(long counts) {
            return (counts >>> shift) & MOST_COUNTED;
        }
    }

    private static final long MOST_COUNTED = 0xFFFFFFFFL;

    /** Threads that may count at the same moment. */
    private static final long COUNTING = 1024;

    private static final int WAYS = 8;
    private static final int WORDS = 8;
    private static final int OPEN_BITS = 20;
    private static final long OPEN = (1L << OPEN_BITS) - 1;

    /** Others that change the same word at the same time come first this often at most; then it is left as it is. */
    private static final int TRIES = 4;

    /** What an open connection weighs when the one who owes least has to go. */
    private static final long OPEN_WEIGHS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final KeyedHash hash = KeyedHash.random();
    private final AtomicLongArray words;
    private final int places;

    /** @param places at least; rounded up to a power of two */
    NetworkTable(int places) {
        this.places = Math.max(WAYS, Integer.highestOneBit(Math.max(1, places - 1)) << 1);
        this.words = new AtomicLongArray(this.places * WORDS);
    }

    long hash(long key) {
        return hash.of(key);
    }

    private int set(long hash) {
        return (int) (hash & OPEN & (places - 1)) & -WAYS;
    }

    private static long tag(long hash) {
        long tag = hash & ~OPEN;
        return tag == 0 ? OPEN + 1 : tag;
    }

    /** Whether the place is the network's still. */
    boolean isAt(int place, long hash) {
        return (words.getOpaque(place * WORDS + OWNER) & ~OPEN) == tag(hash);
    }

    /** The network's place, found or given to it; -1 when others were quicker. */
    int place(long key, long hash, long now) {
        for (int tries = 0; tries < TRIES; tries++) {
            int set = set(hash);
            int lightest = set;
            long least = Long.MAX_VALUE;
            for (int at = set; at < set + WAYS; at++) {
                if (isAt(at, hash)) {
                    return at;
                }
                long weight = weight(at, now);
                if (weight < least) {
                    least = weight;
                    lightest = at;
                }
            }
            long before = words.get(lightest * WORDS + OWNER);
            if (words.compareAndSet(lightest * WORDS + OWNER, before, tag(hash))) {
                clear(lightest, key, now);
                return lightest;
            }
        }
        return -1;
    }

    private long weight(int place, long now) {
        long owner = words.getOpaque(place * WORDS + OWNER);
        if (owner == 0) {
            return -1;
        }
        long owes = Math.max(owed(place, REQUESTS, now), owed(place, CONNECTIONS, now));
        return Math.max(owes, owed(place, PATIENCE, now)) + (owner & OPEN) * OPEN_WEIGHS_NANOS;
    }

    private void clear(int place, long key, long now) {
        for (int word = OWNER + 1; word < WORDS; word++) {
            words.setOpaque(place * WORDS + word, word <= PATIENCE ? now : 0);
        }
        words.setOpaque(place * WORDS + KEY, key);
    }

    /** How long until the bucket is full again, 0 when it is. */
    private long owed(int place, int bucket, long now) {
        return Math.max(0, words.getOpaque(place * WORDS + bucket) - now);
    }

    /** Takes a token; false when there is none. */
    boolean take(int place, int bucket, Allowance allowance, long now) {
        int at = place * WORDS + bucket;
        for (int tries = 0; tries < TRIES; tries++) {
            long fullAt = words.getOpaque(at);
            long from = fullAt - now > 0 ? fullAt : now;
            if (from - now > allowance.aheadNanos()) {
                return false;
            }
            if (words.compareAndSet(at, fullAt, from + allowance.eachNanos())) {
                return true;
            }
        }
        return true;
    }

    /** Has the bucket stay empty until then. */
    void empty(int place, int bucket, Allowance allowance, long untilNanos) {
        words.setOpaque(place * WORDS + bucket, untilNanos + allowance.wholeNanos());
    }

    /** Whether it is kept empty. */
    boolean isKeptEmpty(int place, int bucket, Allowance allowance, long now) {
        return owed(place, bucket, now) > allowance.wholeNanos();
    }

    void count(int place, Excess excess, long now) {
        words.setOpaque(place * WORDS + EXCEEDED_AT, now);
        int at = place * WORDS + excess.word;
        if (excess.of(words.getOpaque(at)) < MOST_COUNTED - COUNTING) {
            words.getAndAdd(at, 1L << excess.shift);
        }
    }

    long counted(int place, Excess excess) {
        return excess.of(words.getOpaque(place * WORDS + excess.word));
    }

    /** Whether it ever asked for more than its share. */
    boolean hasExceeded(int place) {
        return (words.getOpaque(place * WORDS + Excess.REQUESTS.word)
                        | words.getOpaque(place * WORDS + Excess.TURNED_OFF.word))
                != 0;
    }

    int open(int place) {
        return (int) (words.getOpaque(place * WORDS + OWNER) & OPEN);
    }

    /** Counts one connection more, or fewer; nothing once the place is another's. */
    void open(int place, long hash, int change) {
        long owner = words.get(place * WORDS + OWNER);
        while ((owner & ~OPEN) == tag(hash)) {
            long open = (owner & OPEN) + change;
            if (open < 0 || open > OPEN || words.compareAndSet(place * WORDS + OWNER, owner, owner + change)) {
                return;
            }
            owner = words.get(place * WORDS + OWNER);
        }
    }

    long read(int place, int word) {
        return words.getOpaque(place * WORDS + word);
    }

    /** Shows every place that somebody has. */
    void each(IntConsumer then) {
        for (int place = 0; place < places; place++) {
            if (words.getOpaque(place * WORDS + OWNER) != 0) {
                then.accept(place);
            }
        }
    }
}
