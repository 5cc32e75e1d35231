package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.admission.Admission;
import dev.seawall.frontdoor.admission.ShedReason;
import dev.seawall.frontdoor.admission.Ticket;
import dev.seawall.frontdoor.admission.Waiter;
import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.workers.Worker;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * One try's turn at a worker that it has entered: waits for it at the gate, and leaves both.
 *
 * <p>Thread rule: taken on the exchange's loop, where its taker is told; the rest from any thread.
 */
final class Turn implements Waiter {

    /** Told one of the two, once, unless the turn was given up before. Thread rule: on the exchange's loop. */
    interface Taker {

        /** The request may be sent. */
        void onTurn();

        /** It may not, and the worker has been left. */
        void onNoTurn(Problem why);
    }

    private final Worker worker;
    private final Entrance entrance;
    private final Taker taker;
    private final Ticket ticket;

    /** @param body of the request, null for none */
    Turn(Worker worker, Entrance entrance, @Nullable ClientBody body, Taker taker) {
        this.worker = worker;
        this.entrance = entrance;
        this.taker = taker;
        this.ticket = entrance.ticket(worker, body, this);
    }

    Worker worker() {
        return worker;
    }

    /** Asks for it; the taker may be told before this returns. */
    void take() {
        switch (ticket.enter()) {
            case Admission.Admitted admitted -> taker.onTurn();
            case Admission.Waits waits -> {}
            case Admission.Shed shed -> refuse(shed.reason());
        }
    }

    @Override
    public void onAdmitted() {
        entrance.goOn(taker::onTurn);
    }

    @Override
    public void onShed(ShedReason reason) {
        entrance.goOn(() -> refuse(reason));
    }

    private void refuse(ShedReason reason) {
        leaveWithoutVerdict();
        taker.onNoTurn(Entrance.problem(worker, reason));
    }

    /** Gives it up while it waits; false when it does not, and the taker is told or was. */
    boolean withdraw() {
        boolean waited = ticket.withdraw();
        if (waited) {
            leaveWithoutVerdict();
        }
        return waited;
    }

    /** The request is about to be sent. */
    void begin(@Nullable ClientBody body) {
        if (body != null) {
            body.whenRead(ticket::onBodySent);
        }
    }

    void onAnswer(int status, HttpFields head) {
        entrance.onAnswer(ticket, worker, status, head);
    }

    /** Nothing more is at the worker. */
    void leave() {
        ticket.close();
        worker.leave();
    }

    /** Likewise, and nothing was seen of it. */
    void leaveWithoutVerdict() {
        worker.onRequestWithoutVerdict();
        leave();
    }
}
