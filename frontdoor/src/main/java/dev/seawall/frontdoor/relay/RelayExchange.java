package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.admission.Admission;
import dev.seawall.frontdoor.admission.ShedReason;
import dev.seawall.frontdoor.admission.Ticket;
import dev.seawall.frontdoor.admission.Waiter;
import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemType;
import dev.seawall.frontdoor.workers.Worker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * One exchange that one worker answers: chooses the worker, sends the request, tries again where that is safe, and
 * streams the answer back.
 *
 * <p>Thread rule: the engine calls back one at a time; a client that goes away may abort from any thread.
 */
final class RelayExchange implements AnswerListener, AnswerPump.Listener, Waiter {
    /** RFC 9110 §9.2.2. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    private final ClientSide client;
    private final ForwardedFields fields;
    private final RelayEngine engine;
    private final WorkerChoice choice;
    private final Entrance entrance;
    private final boolean upgrades;
    private @Nullable Worker worker;
    private volatile @Nullable Ticket ticket;
    private @Nullable AnswerPump pump;
    private long attemptNanos;
    private boolean retried;

    /** An earlier try of this request may have had its effect: no later failure can make that certain again. */
    private boolean mayHaveActed;

    private final AtomicInteger sends = new AtomicInteger();
    private volatile RelayEngine.@Nullable Try current;
    private volatile @Nullable Throwable clientGone;

    RelayExchange(
            ClientSide client, ForwardedFields fields, RelayEngine engine, WorkerChoice choice, Entrance entrance) {
        this.client = client;
        this.fields = fields;
        this.engine = engine;
        this.choice = choice;
        this.entrance = entrance;
        this.upgrades = upgradesToWebSocket(client.request());
    }

    void begin() {
        ClientBody body = client.body();
        if (body != null) {
            body.look();
        }
        if (body == null || body.isComplete() || !entrance.hasManyUploads()) {
            enter();
        } else {
            body.gather(this::enter, client::bodyFailed);
        }
    }

    private void enter() {
        // The server's idle timeout is for bytes that a client owes; while a worker thinks, it owes none.
        client.request().addIdleTimeoutListener(timeout -> false);
        client.request().addFailureListener(this::onClientGone);
        tryNext();
    }

    private void tryNext() {
        Worker next = choice.next();
        if (next == null) {
            Worker last = choice.last();
            client.refuse(Problem.of(ProblemType.WORKER_UNREACHABLE, last.failureSentence())
                    .withRetryAfter(last.retryAfter()));
            return;
        }
        worker = next;
        Ticket asked = entrance.ticket(next, client.body(), this);
        ticket = asked;
        switch (asked.enter()) {
            case Admission.Admitted admitted -> attempt();
            case Admission.Waits waits -> {
                if (clientGone != null) {
                    onClientGone(clientGone);
                }
            }
            case Admission.Shed shed -> shed(shed.reason());
        }
    }

    @Override
    public void onAdmitted() {
        entrance.goOn(this::attempt);
    }

    @Override
    public void onShed(ShedReason reason) {
        entrance.goOn(() -> shed(reason));
    }

    private void shed(ShedReason reason) {
        worker().onRequestWithoutVerdict();
        worker().leave();
        client.refuse(Entrance.problem(worker(), reason));
    }

    private void attempt() {
        Throwable gone = clientGone;
        if (gone != null) {
            abandon(gone);
            return;
        }
        client.log().worker(worker().name());
        client.log().onAttempt(worker().name());
        attemptNanos = client.log().nanoTime();
        if (client.body() != null) {
            client.body().whenRead(ticket()::onBodySent);
        }
        send(worker(), false);
    }

    /** Its client went away before anything was sent. */
    private void abandon(Throwable cause) {
        ticket().close();
        worker().onRequestWithoutVerdict();
        worker().leave();
        client.breakOff(cause, false, 0);
    }

    private void send(Worker to, boolean fresh) {
        int number = sends.incrementAndGet();
        Request request = client.request();
        ClientBody body = client.body();
        String target = request.getHttpURI().getPathQuery();
        HttpFields head = request.getHeaders();
        HttpFields sent = entrance.withTimeout(
                fields.toWorker(request, to.name(), upgrades), client.log().nanoTime());
        RelayEngine.Try started = engine.start(
                new WorkerRequest(
                        to.address(),
                        request.getMethod(),
                        target == null ? "/" : target,
                        sent,
                        body,
                        head.getLongField(HttpHeader.CONTENT_LENGTH),
                        body != null && sent.contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString()),
                        upgrades,
                        fresh),
                this);
        synchronized (sends) {
            // The engine may have called back already, and another try be under way.
            if (number == sends.get()) {
                current = started;
            }
        }
        Throwable gone = clientGone;
        if (gone != null) {
            abort(started, gone);
        }
    }

    private void onClientGone(Throwable cause) {
        clientGone = cause;
        RelayEngine.Try under = current;
        Ticket asked = ticket;
        if (under != null) {
            abort(under, cause);
        } else if (asked != null && asked.withdraw()) {
            abandon(cause);
        }
    }

    private void abort(RelayEngine.Try under, Throwable cause) {
        if (under.abort(cause)) {
            worker().onRequestWithoutVerdict();
            leave(false);
            client.breakOff(cause, false, 0);
        }
    }

    @Override
    public void onInterim(int status, HttpFields interim, Runnable goOn) {
        if (client.request().getConnectionMetaData().getHttpVersion().getVersion()
                >= HttpVersion.HTTP_1_1.getVersion()) {
            HttpFields.Mutable passing = HttpFields.build();
            interim.stream().filter(HopByHop.of(interim)::passes).forEach(passing::add);
            // A failed write is the client's failure, of which the request's failure listener hears.
            var unused = client.response().writeInterim(status, passing).whenComplete((none, failure) -> goOn.run());
        } else {
            goOn.run();
        }
    }

    @Override
    public void onAnswer(int status, HttpFields head, Content.Source body) {
        worker().onRequestAnswered(client.log().nanoTime() - attemptNanos);
        entrance.onAnswer(ticket(), worker(), status, head);
        Response response = client.response();
        response.setStatus(status);
        fields.toClient(head, response.getHeaders(), client.request());
        if (status == HttpStatus.NO_CONTENT_204) {
            // RFC 9110 §8.6: it must not have one, and what follows would be waited for.
            response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
        }
        client.closeUnlessComplete();
        AnswerPump toClient = new AnswerPump(body, response, this);
        pump = toClient;
        if (head.contains(HttpHeader.TRANSFER_ENCODING)) {
            response.setTrailersSupplier(toClient::trailers);
        }
        toClient.iterate();
    }

    @Override
    public void onSwitched(HttpFields head, EndPoint workerEnd, ByteBuffer early) {
        worker().onRequestAnswered(client.log().nanoTime() - attemptNanos);
        ticket().close();
        new UpgradeTunnel(client, workerEnd, early, this::tunnelEnded).open(head, fields);
    }

    private void tunnelEnded() {
        leave(false);
    }

    @Override
    public void onFailed(Attempt attempt) {
        Worker tried = worker();
        if (client.isServerStopped()) {
            // Its connections were closed under the request, to the worker's as to the client's surprise.
            tried.onRequestWithoutVerdict();
            leave(false);
            client.breakOff(new IOException("stopped before " + tried.name() + " answered"), false, 0);
            return;
        }
        switch (attempt) {
            case Attempt.NotSent notSent -> {
                if (notSent.onKeptConnection() && !retried) {
                    retried = true;
                    send(tried, true);
                    return;
                }
                tried.onRequestFailed(FailureText.of(notSent.cause()));
                leave(true);
                if (mayHaveActed) {
                    client.refuse(Problem.of(ProblemType.WORKER_BROKE_OFF, tried.failureSentence()));
                } else if (choice.isLast() || entrance.mayRetry()) {
                    current = null;
                    tryNext();
                } else {
                    client.refuse(Entrance.problem(tried, ShedReason.RETRIES));
                }
            }
            case Attempt.NoAnswer noAnswer -> onNoAnswer(tried, noAnswer);
            case Attempt.Silent silent -> {
                tried.onRequestFailed("no answer within " + silent.waited().toMillis() + " ms");
                leave(true);
                client.refuse(Problem.of(ProblemType.WORKER_SILENT, tried.failureSentence()));
            }
            case Attempt.BodyFailed failed -> {
                tried.onRequestWithoutVerdict();
                leave(false);
                client.bodyFailed(failed.cause());
            }
        }
    }

    private void onNoAnswer(Worker tried, Attempt.NoAnswer noAnswer) {
        ClientBody body = client.body();
        boolean repeatable = IDEMPOTENT.contains(client.request().getMethod()) && (body == null || body.isUntouched());
        if (noAnswer.onKeptConnection() && repeatable && !retried && entrance.mayRetry()) {
            retried = true;
            mayHaveActed = true;
            send(tried, true);
            return;
        }
        tried.onRequestFailed("broke off: " + FailureText.of(noAnswer.cause()));
        leave(true);
        client.refuse(Problem.of(ProblemType.WORKER_BROKE_OFF, tried.failureSentence()));
    }

    @Override
    public void onPumped() {
        leave(false);
        client.end(client.response().getStatus(), written());
    }

    @Override
    public void onPumpFailed(Throwable cause, boolean byWorker) {
        boolean workerBroke = byWorker && clientGone == null;
        leave(workerBroke);
        if (workerBroke && !client.response().isCommitted()) {
            client.response().reset();
            client.refuse(Problem.of(
                    ProblemType.WORKER_BROKE_OFF,
                    worker().name() + " at " + worker().address().hostAndPort() + " broke off behind its head: "
                            + FailureText.of(cause)));
        } else {
            client.breakOff(cause, workerBroke, written());
        }
    }

    private void leave(boolean failed) {
        ticket().close();
        worker().leave();
        client.log().onAttemptEnd(worker().name(), failed, attemptNanos);
    }

    private long written() {
        return pump == null ? 0 : pump.bytesWritten();
    }

    private Ticket ticket() {
        Ticket held = ticket;
        if (held == null) {
            throw new IllegalStateException("not asked for admission");
        }
        return held;
    }

    private Worker worker() {
        if (worker == null) {
            throw new IllegalStateException("no worker chosen");
        }
        return worker;
    }

    private static boolean upgradesToWebSocket(Request request) {
        HttpFields head = request.getHeaders();
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && head.contains(HttpHeader.CONNECTION, HttpHeaderValue.UPGRADE.asString())
                && head.contains(HttpHeader.UPGRADE, "websocket");
    }
}
