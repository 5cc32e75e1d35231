package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.admission.Gates;
import dev.seawall.frontdoor.admission.RequestClass;
import dev.seawall.frontdoor.admission.ShedReason;
import dev.seawall.frontdoor.admission.Ticket;
import dev.seawall.frontdoor.admission.Waiter;
import dev.seawall.frontdoor.loops.LoopExecutor;
import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemType;
import dev.seawall.frontdoor.workers.Worker;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * How one exchange gets past its workers' gates, and back to its loop when it had to wait.
 *
 * <p>Thread rule: made on the exchange's loop; the rest from any thread.
 */
final class Entrance {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String CREDITS = "Seawall-Credits";

    private final Gates gates;
    private final RequestClass of;
    private final Executor loop;

    Entrance(Gates gates, RequestClass of) {
        this.gates = gates;
        this.of = of;
        this.loop = LoopExecutor.here(Runnable::run);
    }

    /** @param body of the request, null for none */
    Ticket ticket(Worker worker, @Nullable ClientBody body, Waiter waiter) {
        boolean uploads = body != null && !body.isComplete();
        return gates.of(worker.name())
                .ticket(of, dev.seawall.frontdoor.admission.Priority.NORMAL, uploads, Ticket.NEVER, waiter);
    }

    /** Whether so many bodies are on their way to workers that another is to come first. */
    boolean hasManyUploads() {
        return gates.hasManyUploads();
    }

    /** On the exchange's own loop. */
    void goOn(Runnable task) {
        loop.execute(task);
    }

    void onAnswer(Ticket ticket, Worker worker, HttpFields head) {
        ticket.onAnswer();
        String credits = head.get(CREDITS);
        if (credits != null) {
            gates.of(worker.name()).onCredits(credits);
        }
    }

    static Problem problem(Worker worker, ShedReason reason) {
        return Problem.of(
                        ProblemType.OVERLOADED, "the request was not sent to " + worker.name() + ": " + reason.words())
                .withRetryAfter(RETRY_AFTER);
    }
}
