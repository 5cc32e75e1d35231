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
 * <caption>A network's place: its owner word, and eight more</caption>
 * <tr><td>owner</td><td>44 bits of its hash, 0 for nobody; 20 bits: its connections that are open</td></tr>
 * <tr><td>{@link #REQUESTS}, {@link #CONNECTIONS}, {@link #PATIENCE}</td><td>when each bucket is full again</td></tr>
 * <tr><td>{@link #KEY}</td><td>the network, to be shown</td></tr>
 * <tr><td>{@link #EXCEEDED_AT} and behind</td><td>when it last asked for more than its share, and how often</td></tr>
 * </table>
 *
 * <p>Thread rule: thread-safe without a lock. Two threads may disagree for a moment on whose a place is; then a bucket
 * loses or gains one token.
 */
final class NetworkTable {
    static final int REQUESTS = 0;
    static final int CONNECTIONS = 1;
    static final int PATIENCE = 2;
    static final int KEY = 3;
    static final int EXCEEDED_AT = 4;
    static final int REQUESTS_EXCEEDED = 5;
    static final int CONNECTIONS_EXCEEDED = 6;
    static final int TURNED_OFF = 7;

    private static final int WAYS = 8;
    private static final int WORDS = 8;
    private static final int OPEN_BITS = 20;
    private static final long OPEN = (1L << OPEN_BITS) - 1;

    /** Others that change the same word at the same time come first this often at most; then it is left as it is. */
    private static final int TRIES = 4;

    /** What an open connection weighs when the one who owes least has to go. */
    private static final long OPEN_WEIGHS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final KeyedHash hash = KeyedHash.random();
    private final AtomicLongArray owners;
    private final AtomicLongArray words;

    /** @param places at least; rounded up to a power of two */
    NetworkTable(int places) {
        int rounded = Math.max(WAYS, Integer.highestOneBit(Math.max(1, places - 1)) << 1);
        owners = new AtomicLongArray(rounded);
        words = new AtomicLongArray(rounded * WORDS);
    }

    long hash(long key) {
        return hash.of(key);
    }

    private int set(long hash) {
        return (int) (hash & OPEN & (owners.length() - 1)) & -WAYS;
    }

    private static long tag(long hash) {
        long tag = hash & ~OPEN;
        return tag == 0 ? OPEN + 1 : tag;
    }

    /** Whether the place is the network's still. */
    boolean isAt(int place, long hash) {
        return (owners.getOpaque(place) & ~OPEN) == tag(hash);
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
            long before = owners.get(lightest);
            if (owners.compareAndSet(lightest, before, tag(hash))) {
                clear(lightest, key, now);
                return lightest;
            }
        }
        return -1;
    }

    private long weight(int place, long now) {
        long owner = owners.getOpaque(place);
        if (owner == 0) {
            return -1;
        }
        long owes = Math.max(owed(place, REQUESTS, now), owed(place, CONNECTIONS, now));
        return Math.max(owes, owed(place, PATIENCE, now)) + (owner & OPEN) * OPEN_WEIGHS_NANOS;
    }

    private void clear(int place, long key, long now) {
        for (int word = 0; word < WORDS; word++) {
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

    void count(int place, int counter, long now) {
        words.setOpaque(place * WORDS + EXCEEDED_AT, now);
        words.getAndIncrement(place * WORDS + counter);
    }

    int open(int place) {
        return (int) (owners.getOpaque(place) & OPEN);
    }

    /** Counts one connection more, or fewer; nothing once the place is another's. */
    void open(int place, long hash, int change) {
        long owner = owners.get(place);
        while ((owner & ~OPEN) == tag(hash)) {
            long open = (owner & OPEN) + change;
            if (open < 0 || open > OPEN || owners.compareAndSet(place, owner, owner + change)) {
                return;
            }
            owner = owners.get(place);
        }
    }

    long read(int place, int word) {
        return words.getOpaque(place * WORDS + word);
    }

    /** Shows every place that somebody has. */
    void each(IntConsumer then) {
        for (int place = 0; place < owners.length(); place++) {
            if (owners.getOpaque(place) != 0) {
                then.accept(place);
            }
        }
    }
}
