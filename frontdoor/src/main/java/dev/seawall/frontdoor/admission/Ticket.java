package dev.seawall.frontdoor.admission;

/**
 * One request at one worker's gate, from its coming to the end of its answer. Each step is taken once, whoever calls it
 * how often; {@link #close} is right in every state.
 *
 * <p>Thread rule: thread-safe; what changes is guarded by the gate.
 */
public final class Ticket {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    enum State {
        NEW,
        WAITING,
        /** With the worker, which waits for its body. */
        UPLOADING,
        /** With the worker, which is to answer. */
        IN_FLIGHT,
        /** The answer is on its way to the client. */
        ANSWERED,
        OVER
    }

    private final WorkerGate gate;
    private final RequestClass of;
    private final Priority priority;
    private final boolean uploads;
    private final long deadlineNanos;
    private final Waiter waiter;

    State state = State.NEW;
    private long waitsSinceNanos;
    private long beganNanos;

    Ticket(WorkerGate gate, RequestClass of, Priority priority, boolean uploads, long deadlineNanos, Waiter waiter) {
        this.gate = gate;
        this.of = of;
        this.priority = priority;
        this.uploads = uploads;
        this.deadlineNanos = deadlineNanos;
        this.waiter = waiter;
    }

    /** Asks to be let in; once. */
    public Admission enter() {
        return gate.enter(this);
    }

    /** All of its body is with the worker. */
    public void onBodySent() {
        if (uploads) {
            gate.onBodySent(this);
        }
    }

    /**
     * Its answer begins.
     *
     * @param tells whether how long it took says something of the worker; a failure that is told at once does not
     */
    public void onAnswer(boolean tells) {
        gate.onAnswer(this, tells);
    }

    /** Waits no longer; false when its waiting has ended already, as its waiter is told or was. */
    public boolean withdraw() {
        return gate.withdraw(this);
    }

    /** It is over, whatever it was at; without an answer, and late, as good as a timeout. */
    public void close() {
        gate.close(this);
    }

    RequestClass of() {
        return of;
    }

    Priority priority() {
        return priority;
    }

    boolean uploads() {
        return uploads;
    }

    Waiter waiter() {
        return waiter;
    }

    boolean isLate(long nowNanos) {
        return deadlineNanos != NEVER && nowNanos - deadlineNanos >= 0;
    }

    void waits(long nowNanos) {
        state = State.WAITING;
        waitsSinceNanos = nowNanos;
    }

    long waitsSinceNanos() {
        return waitsSinceNanos;
    }

    void begins(State next, long nowNanos) {
        state = next;
        beganNanos = nowNanos;
    }

    long beganNanos() {
        return beganNanos;
    }
}
