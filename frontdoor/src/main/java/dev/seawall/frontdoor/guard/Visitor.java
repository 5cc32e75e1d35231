package dev.seawall.frontdoor.guard;

/**
 * A client's connection, with its networks' places found once for all its requests; a place is looked up again when it
 * has become another's.
 *
 * <p>Thread rule: {@link #leaves} under its lock, from any thread; the rest by whichever thread is at its requests. What
 * another has changed meanwhile and isn't seen yet is only looked up once more.
 */
public final class Visitor {
    private static final int NOWHERE = -1;

    private final Address address;
    private final boolean exempt;
    private final long hash;
    private final long wideHash;
    private NetworkMap asked;
    private int place = NOWHERE;
    private int around = NOWHERE;
    private boolean denied;
    private boolean gone;

    private Visitor(Address address, NetworkMap asked, boolean exempt, long hash, long wideHash) {
        this.address = address;
        this.asked = asked;
        this.exempt = exempt;
        this.hash = hash;
        this.wideHash = wideHash;
    }

    /** One who is never limited. */
    static Visitor exempt(Address address, NetworkMap asked) {
        return new Visitor(address, asked, true, 0, 0);
    }

    static Visitor limited(Address address, NetworkMap asked, NetworkTable near, NetworkTable wide) {
        return new Visitor(address, asked, false, near.hash(address.key()), wide.hash(address.wideKey()));
    }

    boolean isExempt() {
        return exempt;
    }

    /** Where its network is now; -1 when nowhere. */
    int place(NetworkTable near, long now) {
        int known = place;
        if (known < 0 || !near.isAt(known, hash)) {
            place = known = near.place(address.key(), hash, now);
        }
        return known;
    }

    /** Where the network around is now; -1 when nowhere. */
    int around(NetworkTable wide, long now) {
        int known = around;
        if (known < 0 || !wide.isAt(known, wideHash)) {
            around = known = wide.place(address.wideKey(), wideHash, now);
        }
        return known;
    }

    /** Counts the connection, or that it is none any more, where its networks are. */
    void open(NetworkTable near, NetworkTable wide, int change) {
        if (place >= 0) {
            near.open(place, hash, change);
        }
        if (around >= 0) {
            wide.open(around, wideHash, change);
        }
    }

    /** Whether its network is denied by now. */
    boolean isDenied(NetworkMap current) {
        if (asked != current) {
            asked = current;
            denied = current.of(address) == NetworkMap.Verdict.DENIED;
        }
        return denied;
    }

    /** True once. */
    synchronized boolean leaves() {
        boolean isFirst = !gone;
        gone = true;
        return isFirst;
    }
}
