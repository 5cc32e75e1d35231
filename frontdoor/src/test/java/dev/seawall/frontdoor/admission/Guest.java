package dev.seawall.frontdoor.admission;

import org.jspecify.annotations.Nullable;

/** A request at a gate that remembers what it was told. Thread rule: one thread. */
final class Guest implements Waiter {
    final Ticket ticket;

    @Nullable
    String told;

    private Guest(WorkerGate gate, RequestClass of, Priority priority, boolean uploads, long deadlineNanos) {
        ticket = gate.ticket(of, priority, uploads, deadlineNanos, this);
        switch (ticket.enter()) {
            case Admission.Admitted admitted -> told = "admitted";
            case Admission.Waits waits -> {}
            case Admission.Shed shed -> told = shed.reason().label();
        }
    }

    static Guest at(WorkerGate gate, RequestClass of) {
        return at(gate, of, Priority.NORMAL);
    }

    static Guest at(WorkerGate gate, RequestClass of, Priority priority) {
        return new Guest(gate, of, priority, false, Ticket.NEVER);
    }

    static Guest until(WorkerGate gate, RequestClass of, long deadlineNanos) {
        return new Guest(gate, of, Priority.NORMAL, false, deadlineNanos);
    }

    static Guest uploading(WorkerGate gate, RequestClass of) {
        return new Guest(gate, of, Priority.NORMAL, true, Ticket.NEVER);
    }

    boolean isIn() {
        return "admitted".equals(told);
    }

    boolean waits() {
        return told == null;
    }

    @Override
    public void onAdmitted() {
        told = "admitted";
    }

    @Override
    public void onShed(ShedReason reason) {
        told = reason.label();
    }
}
