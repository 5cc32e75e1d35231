package dev.seawall.frontdoor.admission;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose waiting a gate has ended under its lock, to be told once that is free. Thread rule: for one thread. */
final class Settlement {
    /** @param shed null: admitted */
    private record Ended(Ticket ticket, @Nullable ShedReason shed) {}

    /** Nobody waited. */
    static final Settlement NONE = new Settlement();

    private final List<Ended> ended = new ArrayList<>();

    void admitted(Ticket ticket) {
        ended.add(new Ended(ticket, null));
    }

    void shed(Ticket ticket, ShedReason reason) {
        ended.add(new Ended(ticket, reason));
    }

    /** Tells all of them, whatever becomes of one. */
    void tell() {
        RuntimeException failure = null;
        for (Ended each : ended) {
            try {
                tell(each);
            } catch (RuntimeException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static void tell(Ended each) {
        ShedReason reason = each.shed;
        if (reason == null) {
            each.ticket.waiter().onAdmitted();
        } else {
            each.ticket.waiter().onShed(reason);
        }
    }
}
