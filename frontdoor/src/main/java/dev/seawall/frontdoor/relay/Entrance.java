package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.admission.Gates;
import dev.seawall.frontdoor.admission.Priority;
import dev.seawall.frontdoor.admission.RequestClass;
import dev.seawall.frontdoor.admission.ShedReason;
import dev.seawall.frontdoor.admission.Ticket;
import dev.seawall.frontdoor.admission.Waiter;
import dev.seawall.frontdoor.loops.LoopExecutor;
import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemType;
import dev.seawall.frontdoor.workers.Worker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * How one exchange gets past its workers' gates, and back to its loop when it had to wait; and what of that clients and
 * workers say in header fields (docs/protocol.md section 6).
 *
 * <p>Thread rule: made on the exchange's loop; the rest from any thread.
 */
final class Entrance {
    static final String PRIORITY = "Seawall-Priority";
    static final String TIMEOUT = "Seawall-Timeout";
    static final String CREDITS = "Seawall-Credits";

    /** Seconds, by chance, so that those who are shed together don't come back together. */
    private static final int LATEST_RETRY = 3;

    private static final int MOST_DIGITS = 9;

    private final Gates gates;
    private final RequestClass of;
    private final Priority priority;
    private final long deadlineNanos;
    private final Executor loop;

    /** @param route the {@code match} of the one taken */
    Entrance(Gates gates, String route, Request request) {
        this.gates = gates;
        String method = request.getMethod();
        String asked = request.getHeaders().get(PRIORITY);
        String timeout = request.getHeaders().get(TIMEOUT);
        this.of = gates.classes().of(route, method);
        this.priority = gates.classes().priority(route, method, asked, asked == null ? null : client(request));
        this.deadlineNanos = timeout == null ? Ticket.NEVER : deadline(timeout);
        this.loop = LoopExecutor.here(Runnable::run);
        gates.retries().onRequest();
    }

    private static @Nullable InetAddress client(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress client
                ? client.getAddress()
                : null;
    }

    private long deadline(String timeout) {
        boolean number = timeout.length() <= MOST_DIGITS
                && !timeout.isEmpty()
                && timeout.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return number ? gates.deadlineNanos(Long.parseLong(timeout)) : Ticket.NEVER;
    }

    /** @param body of the request, null for none */
    Ticket ticket(Worker worker, @Nullable ClientBody body, Waiter waiter) {
        boolean uploads = body != null && !body.isComplete();
        return gates.of(worker.name()).ticket(of, priority, uploads, deadlineNanos, waiter);
    }

    /** What the worker is told of the time that is left; {@code fields} as they are where there is no deadline. */
    HttpFields withTimeout(HttpFields fields, long nowNanos) {
        if (deadlineNanos == Ticket.NEVER) {
            return fields;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - nowNanos);
        return HttpFields.build(fields).put(TIMEOUT, Math.max(0, left));
    }

    /** Goes on once the body, if there is one, is worth a worker's waiting for it: at once while few are on their way. */
    void awaitBody(@Nullable ClientBody body, Runnable ready, Consumer<Throwable> failed) {
        if (body != null) {
            body.look();
        }
        if (body == null || body.isComplete() || !gates.hasManyUploads()) {
            ready.run();
        } else {
            body.gather(ready, failed);
        }
    }

    /** Whether the request may be sent once more, the worker having had it before, or another having failed. */
    boolean mayRetry() {
        return gates.retries().tryTake();
    }

    /** On the exchange's own loop. */
    void goOn(Runnable task) {
        loop.execute(task);
    }

    void onAnswer(Ticket ticket, Worker worker, int status, HttpFields head) {
        ticket.onAnswer(status < HttpStatus.INTERNAL_SERVER_ERROR_500);
        if (status == HttpStatus.SWITCHING_PROTOCOLS_101) {
            // A tunnel keeps none of the worker's places for requests.
            ticket.close();
        }
        String credits = head.get(CREDITS);
        if (credits != null) {
            gates.of(worker.name()).onCredits(credits);
        }
    }

    static Problem problem(Worker worker, ShedReason reason) {
        return overloaded("the request was not sent to " + worker.name() + ": " + reason.words());
    }

    /** @param percent of the route's requests that an operator has turned away, this one among them */
    static Problem turnedAway(String name, String route, int percent) {
        return overloaded("the request was not sent: " + name + " turns away " + percent
                + " percent of those for the route " + route + " for now");
    }

    private static Problem overloaded(String detail) {
        return Problem.of(ProblemType.OVERLOADED, detail)
                .withRetryAfter(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, LATEST_RETRY + 1)));
    }
}
