package dev.seawall.frontdoor.admission;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that wait for one worker: a lane for those that read and one for those that write, by priority. Writes may have to
 * wait for credits while there is room for reads.
 *
 * <p>Thread rule: not thread-safe: the gate holds its lock.
 */
final class WaitingRoom {
    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    private int most;
    private final List<Lane> reading = lanes();
    private final List<Lane> writing = lanes();
    private int waiting;

    WaitingRoom(int most) {
        this.most = most;
    }

    private static List<Lane> lanes() {
        return Stream.generate(Lane::new).limit(PRIORITIES.size()).toList();
    }

    /** Those that wait already may go on. */
    void most(int next) {
        most = next;
    }

    int size() {
        return waiting;
    }

    boolean isEmpty() {
        return waiting == 0;
    }

    /** Whether others of its kind, as important or more, wait already. */
    boolean isBehindOthers(Ticket ticket) {
        List<Lane> lanes = lanesOf(ticket);
        for (int i = 0; waiting > 0 && i <= ticket.priority().rank(); i++) {
            if (!lanes.get(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** One went in without having to wait. */
    void onClear(Ticket ticket, long nowNanos) {
        laneOf(ticket).onClear(nowNanos);
    }

    /**
     * Lets one wait.
     *
     * @param full told who must go for it: one that is less important or, in a lane that lives from its last, the oldest
     * @return false when there is no room and nobody to go
     */
    boolean add(Ticket ticket, long nowNanos, Consumer<Ticket> full) {
        if (waiting >= most) {
            Ticket goes = leastWanted(ticket, nowNanos);
            if (goes == null) {
                return false;
            }
            waiting--;
            full.accept(goes);
        }
        laneOf(ticket).add(ticket, nowNanos);
        ticket.waits(nowNanos);
        waiting++;
        return true;
    }

    private @Nullable Ticket leastWanted(Ticket coming, long nowNanos) {
        for (int i = PRIORITIES.size() - 1; i > coming.priority().rank(); i--) {
            Lane less = writing.get(i).isEmpty() ? reading.get(i) : writing.get(i);
            if (!less.isEmpty()) {
                return less.oldest();
            }
        }
        Lane own = laneOf(coming);
        return own.isCongested(nowNanos) ? own.oldest() : null;
    }

    void remove(Ticket ticket) {
        if (laneOf(ticket).remove(ticket)) {
            waiting--;
        }
    }

    /**
     * Takes those out that have waited too long.
     *
     * @param patient while nobody knows yet how many the worker can bear: their waiting does not show that it is too much
     */
    void expire(long nowNanos, boolean patient, Consumer<Ticket> onExpired) {
        for (int i = 0; waiting > 0 && i < PRIORITIES.size(); i++) {
            waiting -= reading.get(i).expire(nowNanos, patient, onExpired);
            waiting -= writing.get(i).expire(nowNanos, patient, onExpired);
        }
    }

    /**
     * Takes the one out whose turn it is: the most important; of reads and writes, from where somebody waits longest.
     *
     * @param least nobody less important than this
     * @param mayWrite whether there is credit for a write
     */
    @Nullable
    Ticket next(Priority least, boolean mayWrite, long nowNanos) {
        for (int i = 0; waiting > 0 && i <= least.rank(); i++) {
            Lane lane = reading.get(i);
            Lane other = writing.get(i);
            if (mayWrite && !other.isEmpty() && (lane.isEmpty() || other.waitsLongerThan(lane))) {
                lane = other;
            }
            Ticket next = lane.next(nowNanos);
            if (next != null) {
                waiting--;
                return next;
            }
        }
        return null;
    }

    private List<Lane> lanesOf(Ticket ticket) {
        return ticket.of().writes() ? writing : reading;
    }

    private Lane laneOf(Ticket ticket) {
        return lanesOf(ticket).get(ticket.priority().rank());
    }
}
