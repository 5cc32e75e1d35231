package dev.seawall.frontdoor.guard;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection, with its networks found once for all its requests.
 *
 * <p>Thread rule: {@link #leaves} from any thread; the rest by whichever thread is at its requests. What another has
 * changed meanwhile and isn't seen yet is only looked up once more.
 */
public final class Visitor {
    private final AtomicBoolean gone = new AtomicBoolean();
    private final Address address;

    /** Null for one who is exempt. */
    final @Nullable Seats seats;

    private NetworkMap asked;
    private boolean denied;

    /** The places of both its networks. */
    record Seats(Seat near, Seat wide) {
        void open(int change) {
            near.open(change);
            wide.open(change);
        }
    }

    /** A network's place in a table, as long as it is its own. */
    static final class Seat {
        private final NetworkTable table;
        private final long key;
        private final long hash;
        private int place;

        Seat(NetworkTable table, long key, long now) {
            this.table = table;
            this.key = key;
            this.hash = table.hash(key);
            this.place = table.place(key, hash, now);
        }

        /** Where the network is now; -1 when nowhere. */
        int place(long now) {
            int known = place;
            if (known < 0 || !table.isAt(known, hash)) {
                place = known = table.place(key, hash, now);
            }
            return known;
        }

        private void open(int change) {
            int known = place;
            if (known >= 0) {
                table.open(known, hash, change);
            }
        }
    }

    Visitor(Address address, NetworkMap asked, @Nullable Seats seats) {
        this.address = address;
        this.asked = asked;
        this.seats = seats;
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
    boolean leaves() {
        return gone.compareAndSet(false, true);
    }
}
