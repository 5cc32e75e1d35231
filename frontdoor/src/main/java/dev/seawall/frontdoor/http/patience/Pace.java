package dev.seawall.frontdoor.http.patience;

/**
 * Whether what a client moves is at least so much a second, counted over a window and only while it is waited for: a
 * leaky bucket that time fills and bytes empty. It overflows once a whole window's time is owed; bytes ahead count for
 * one window at most, which is also what a beginner is granted.
 *
 * <p>Thread rule: not thread-safe, the connection's loop.
 */
public final class Pace {
    private final Tempo tempo;
    private long seenBytes;
    private long owedNanos;

    /** @param bytes moved so far */
    public Pace(Tempo tempo, long bytes) {
        this.tempo = tempo;
        begin(bytes);
    }

    /** Forgets what was. */
    private void begin(long bytes) {
        seenBytes = bytes;
        owedNanos = -tempo.windowNanos();
    }

    /**
     * Takes notice of time that has passed; whether the client has fallen behind, told once, for it begins anew then.
     *
     * @param waitedNanos of that time for the client, 0 if somebody else was waited for
     * @param bytes moved so far, all in all
     * @param sharers how many share the rate that is asked of their client
     */
    public boolean fallsBehind(long waitedNanos, long bytes, int sharers) {
        long earned = (long) ((double) (bytes - seenBytes) * sharers * tempo.nanosPerByte());
        seenBytes = bytes;
        owedNanos = Math.max(owedNanos + waitedNanos - earned, -tempo.windowNanos());
        boolean behind = owedNanos > tempo.windowNanos();
        if (behind) {
            begin(bytes);
        }
        return behind;
    }
}
