package dev.seawall.frontdoor.admission;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Lets requests in to one worker: no more at once than {@link LatencyLimit} finds, no more writes than the worker has
 * credits for; the others wait for a moment, by priority.
 *
 * <p>What counts toward the limit is what the worker thinks about: a request from its last byte to the answer's first.
 * Before and behind that a slow client may hold the worker up for as long as it likes, so these have a share of their
 * own: {@code mostStreams} at once are free, half of them bodies that are still coming; answers beyond that count toward
 * the limit. A front door never has more than the limit and that share with a worker.
 *
 * <p>Thread rule: thread-safe. The lock is held for a few comparisons; waiters are called without it.
 */
public final class WorkerGate {
    private final String worker;
    private final int mostStreams;
    private final DoubleSupplier warmth;
    private final GateClock clock;
    private final LatencyLimit limit;
    private final Credits credits = new Credits();
    private final WaitingRoom waiting;
    private final Map<ShedReason, Long> shed = new EnumMap<>(ShedReason.class);

    /** Everything is let in at once, and nothing is learned from it. */
    private volatile boolean isOpen;

    private int inFlight;
    private int streams;
    private int uploads;
    private int writing;

    /**
     * Makes one.
     *
     * @param warmth what part of the limit holds now, 0 to 1: less for a worker that has just come back
     * @param epochNanos what {@code clock} showed, or would have, at a moment that all front doors agree on
     */
    WorkerGate(
            String worker,
            AdmissionConfig config,
            List<RequestClass> classes,
            DoubleSupplier warmth,
            GateClock clock,
            long epochNanos) {
        this.worker = worker;
        this.mostStreams = config.streams();
        this.warmth = warmth;
        this.clock = clock;
        this.waiting = new WaitingRoom(config.queue());
        this.limit = new LatencyLimit(
                classes,
                AdmissionConfig.LOWEST_LIMIT,
                AdmissionConfig.FIRST_LIMIT,
                config.limit(),
                clock.nanoTime(),
                epochNanos);
    }

    /**
     * A request that is to come.
     *
     * @param uploads whether its body has not all come yet
     * @param deadlineNanos after which nobody wants its answer, or {@link Ticket#NEVER}
     */
    public Ticket ticket(RequestClass of, Priority priority, boolean uploads, long deadlineNanos, Waiter waiter) {
        return new Ticket(this, of, priority, uploads, deadlineNanos, waiter);
    }

    Admission enter(Ticket ticket) {
        long now = clock.nanoTime();
        Settlement settled;
        Admission admission;
        synchronized (this) {
            if (ticket.isLate(now)) {
                return refuse(ticket, ShedReason.DEADLINE);
            }
            if (hasTooManyUploadsFor(ticket)) {
                return refuse(ticket, ShedReason.UPLOADS);
            }
            boolean room = hasRoom(ticket.priority());
            if (room && (!ticket.of().writes() || hasCredit(now)) && (isOpen || !waiting.isBehindOthers(ticket))) {
                waiting.onClear(ticket, now);
                begin(ticket, now);
                return Admission.ADMITTED;
            }
            if (!room) {
                limit.onFull();
            }
            settled = settle(clock.earliestNanos(), now);
            Settlement full = settled;
            admission = waiting.add(ticket, now, goes -> shed(goes, ShedReason.QUEUE_FULL, full))
                    ? Admission.WAITS
                    : refuse(ticket, ShedReason.QUEUE_FULL);
        }
        settled.tell();
        return admission;
    }

    private Admission refuse(Ticket ticket, ShedReason reason) {
        ticket.state = Ticket.State.OVER;
        shed.merge(reason, 1L, Long::sum);
        return new Admission.Shed(reason);
    }

    /** What is critical does not stand still where the limit was just lowered and the others do until it is reached. */
    private boolean hasRoom(Priority of) {
        if (isOpen) {
            return true;
        }
        double most = limit.current() * warmth.getAsDouble() / (of == Priority.CRITICAL ? LatencyLimit.TRIAL : 1);
        return inFlight + Math.max(0, streams - mostStreams) < Math.max(AdmissionConfig.LOWEST_LIMIT, most);
    }

    private boolean hasCredit(long now) {
        return isOpen || writing < credits.writes(now);
    }

    private boolean hasTooManyUploadsFor(Ticket ticket) {
        return ticket.uploads() && !isOpen && uploads * 2 >= mostStreams;
    }

    synchronized boolean hasManyUploads() {
        return !isOpen && uploads * 4 >= mostStreams;
    }

    private void begin(Ticket ticket, long now) {
        writing += ticket.of().writes() ? 1 : 0;
        if (ticket.uploads()) {
            uploads++;
            streams++;
            ticket.begins(Ticket.State.UPLOADING, now);
        } else {
            think(ticket, now);
        }
    }

    private void think(Ticket ticket, long now) {
        inFlight++;
        if (!isOpen) {
            limit.onEntered(inFlight);
        }
        ticket.begins(Ticket.State.IN_FLIGHT, now);
    }

    synchronized void onBodySent(Ticket ticket) {
        if (ticket.state == Ticket.State.UPLOADING) {
            uploads--;
            streams--;
            think(ticket, clock.nanoTime());
        }
    }

    /** @param tells whether how long it took says something of the worker */
    void onAnswer(Ticket ticket, boolean tells) {
        long now = clock.nanoTime();
        Settlement settled;
        synchronized (this) {
            if (ticket.state == Ticket.State.IN_FLIGHT) {
                inFlight--;
                streams++;
                if (tells && !isOpen) {
                    limit.onAnswer(ticket.of(), ticket.beganNanos(), clock.earliestNanos(), now, inFlight);
                }
            } else if (ticket.state == Ticket.State.UPLOADING) {
                uploads--;
            } else {
                return;
            }
            writing -= ticket.of().writes() ? 1 : 0;
            ticket.state = Ticket.State.ANSWERED;
            settled = settleIfAnyWaits(now);
        }
        settled.tell();
    }

    synchronized boolean withdraw(Ticket ticket) {
        if (ticket.state != Ticket.State.WAITING) {
            return false;
        }
        waiting.remove(ticket);
        ticket.state = Ticket.State.OVER;
        return true;
    }

    void close(Ticket ticket) {
        Settlement settled;
        synchronized (this) {
            switch (ticket.state) {
                case WAITING -> waiting.remove(ticket);
                case UPLOADING -> {
                    uploads--;
                    streams--;
                    writing -= ticket.of().writes() ? 1 : 0;
                }
                case IN_FLIGHT -> {
                    inFlight--;
                    sampleGivenUp(ticket, clock.nanoTime());
                    writing -= ticket.of().writes() ? 1 : 0;
                }
                case ANSWERED -> streams--;
                case NEW, OVER -> {}
            }
            ticket.state = Ticket.State.OVER;
            settled = settleIfAnyWaits(clock.nanoTime());
        }
        settled.tell();
    }

    /** Somebody gave up waiting, later than the answer should have begun: that tells as much as a timeout. */
    private void sampleGivenUp(Ticket ticket, long now) {
        if (!isOpen && now - ticket.beganNanos() > ticket.of().targetNanos()) {
            limit.onTimeout(ticket.of(), ticket.beganNanos(), now, inFlight);
        }
    }

    /** The worker said what it can bear. */
    public synchronized void onCredits(String field) {
        credits.onTold(field, clock.nanoTime());
    }

    void open(boolean toAll) {
        isOpen = toAll;
        sweep(clock.nanoTime());
    }

    synchronized void queue(int most) {
        waiting.most(most);
    }

    /**
     * Ends waits that are too long although nothing else happens.
     *
     * @param asOfNanos when they were too long already
     */
    void sweep(long asOfNanos) {
        Settlement settled;
        synchronized (this) {
            settled = waiting.isEmpty() ? Settlement.NONE : settle(asOfNanos, clock.nanoTime());
        }
        settled.tell();
    }

    private Settlement settleIfAnyWaits(long now) {
        return waiting.isEmpty() ? Settlement.NONE : settle(clock.earliestNanos(), now);
    }

    /** Sheds who had waited too long at one time and lets in whom there is room for now. */
    private Settlement settle(long asOf, long now) {
        Settlement settled = new Settlement();
        waiting.expire(asOf, limit.isStarting(), late -> shed(late, ShedReason.WAITED, settled));
        while (hasRoom(Priority.CRITICAL)) {
            Priority least = hasRoom(Priority.NORMAL) ? Priority.BACKGROUND : Priority.CRITICAL;
            Ticket next = waiting.next(least, hasCredit(now), now);
            if (next == null) {
                break;
            }
            if (next.isLate(now)) {
                shed(next, ShedReason.DEADLINE, settled);
            } else if (hasTooManyUploadsFor(next)) {
                shed(next, ShedReason.UPLOADS, settled);
            } else {
                begin(next, now);
                settled.admitted(next);
            }
        }
        return settled;
    }

    private void shed(Ticket ticket, ShedReason reason, Settlement settled) {
        ticket.state = Ticket.State.OVER;
        shed.merge(reason, 1L, Long::sum);
        settled.shed(ticket, reason);
    }

    /** How long requests of a class take when none waits in the worker. */
    synchronized double quietNanos(RequestClass of) {
        return limit.quietNanos(of);
    }

    public synchronized GateFacts facts() {
        return new GateFacts(
                worker,
                limit.current() * warmth.getAsDouble(),
                inFlight,
                streams,
                waiting.size(),
                credits.writes(clock.nanoTime()),
                Map.copyOf(shed));
    }
}
