package dev.seawall.frontdoor.http.http2;

import org.jspecify.annotations.Nullable;

/**
 * The last few streams of some kind; no memory before there is one.
 *
 * <p>Thread rule: guarded by the session.
 */
final class RecentIds {
    private static final int MOST = 64;

    private int @Nullable [] ring;
    private int next;

    void add(int id) {
        int[] ids = ring;
        if (ids == null) {
            ring = ids = new int[MOST];
        }
        ids[next] = id;
        next = (next + 1) % MOST;
    }

    /** @param id not 0 */
    boolean contains(int id) {
        int[] ids = ring;
        if (ids != null) {
            for (int known : ids) {
                if (known == id) {
                    return true;
                }
            }
        }
        return false;
    }
}
