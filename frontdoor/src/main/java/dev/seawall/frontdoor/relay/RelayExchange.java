package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.admission.ShedReason;
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
final class RelayExchange implements AnswerListener, AnswerPump.Listener, Turn.Taker {
    /** RFC 9110 §9.2.2. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    private final ClientSide client;
    private final ForwardedFields fields;
    private final RelayEngine engine;
    private final WorkerChoice choice;
    private final Entrance entrance;
    private final boolean upgrades;
    private volatile @Nullable Turn turn;
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
        this.upgrades = client.upgradesToWebSocket();
    }

    void begin() {
        entrance.awaitBody(client.body(), this::enter, client::bodyFailed);
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
        Turn asked = new Turn(next, entrance, client.body(), this);
        turn = asked;
        asked.take();
        Throwable gone = clientGone;
        if (gone != null) {
            onClientGone(gone);
        }
    }

    @Override
    public void onNoTurn(Problem why) {
        client.refuse(why);
    }

    @Override
    public void onTurn() {
        Throwable gone = clientGone;
        if (gone != null) {
            turn().leaveWithoutVerdict();
            client.breakOff(gone, false, 0);
            return;
        }
        client.log().worker(worker().name());
        client.log().onAttempt(worker().name());
        attemptNanos = client.log().nanoTime();
        turn().begin(client.body());
        send(worker(), false);
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
        Turn waiting = turn;
        if (under != null) {
            abort(under, cause);
        } else if (waiting != null && waiting.withdraw()) {
            client.breakOff(cause, false, 0);
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
        client.passInterim(status, interim, goOn);
    }

    @Override
    public void onAnswer(int status, HttpFields head, Content.Source body) {
        worker().onRequestAnswered(client.log().nanoTime() - attemptNanos);
        turn().onAnswer(status, head);
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
        toClient.begin();
    }

    @Override
    public void onSwitched(HttpFields head, EndPoint workerEnd, ByteBuffer early) {
        worker().onRequestAnswered(client.log().nanoTime() - attemptNanos);
        turn().onAnswer(HttpStatus.SWITCHING_PROTOCOLS_101, head);
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
        turn().leave();
        client.log().onAttemptEnd(worker().name(), failed, attemptNanos);
    }

    private long written() {
        return pump == null ? 0 : pump.bytesWritten();
    }

    private Turn turn() {
        Turn held = turn;
        if (held == null) {
            throw new IllegalStateException("no worker asked for");
        }
        return held;
    }

    private Worker worker() {
        return turn().worker();
    }
}
