package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemType;
import dev.seawall.frontdoor.workers.Worker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/**
 * Asks one worker for its page of a listing and gathers it in bounded memory.
 *
 * <p>Thread rule: the engine calls back one at a time; {@link #abort} may come from any thread. The worker is left
 * exactly once.
 */
final class PageRequest implements AnswerListener, Turn.Taker {
    /** 1000 entries of the longest keys with every byte escaped, and then some. */
    private static final int MOST_BYTES = 16 << 20;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Told one of the two, once, unless aborted. */
    interface Listener {

        void onPage(PageRequest from, byte[] page);

        void onNoPage(PageRequest from, Problem problem);
    }

    private final Worker worker;
    private final Turn turn;
    private final ExchangeLog log;
    private final PageMemory.Share memory;
    private final Listener listener;
    private final ByteArrayOutputStream page = new ByteArrayOutputStream();
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile Runnable begin = () -> {};
    private volatile long begunNanos;
    private volatile RelayEngine.@Nullable Try under;
    private volatile @Nullable Throwable abandoned;

    PageRequest(Worker worker, Entrance entrance, ExchangeLog log, PageMemory.Share memory, Listener listener) {
        this.worker = worker;
        this.turn = new Turn(worker, entrance, null, this);
        this.log = log;
        this.memory = memory;
        this.listener = listener;
    }

    void send(RelayEngine engine, @Nullable String query, String path, HttpFields head) {
        String target = query == null ? path : path + '?' + query;
        // A fresh connection: one failure fails the whole listing, so a connection gone stale is not risked.
        WorkerRequest asked = new WorkerRequest(worker.address(), "GET", target, head, null, -1, false, false, true);
        begin = () -> start(engine, asked);
        turn.take();
        Throwable cause = abandoned;
        if (cause != null) {
            abort(cause);
        }
    }

    @Override
    public void onTurn() {
        begin.run();
    }

    @Override
    public void onNoTurn(Problem why) {
        if (left.compareAndSet(false, true) && abandoned == null) {
            listener.onNoPage(this, why);
        }
    }

    private void start(RelayEngine engine, WorkerRequest asked) {
        if (abandoned != null) {
            left.set(true);
            turn.leaveWithoutVerdict();
            return;
        }
        log.onAttempt(worker.name());
        begunNanos = log.nanoTime();
        under = engine.start(asked, this);
        Throwable cause = abandoned;
        if (cause != null) {
            abort(cause);
        }
    }

    void abort(Throwable cause) {
        abandoned = cause;
        RelayEngine.Try started = under;
        if (started == null) {
            if (turn.withdraw()) {
                left.set(true);
            }
        } else if (started.abort(cause)) {
            worker.onRequestWithoutVerdict();
            leave(false);
        }
    }

    @Override
    public void onInterim(int status, HttpFields interim, Runnable goOn) {
        goOn.run();
    }

    @Override
    public void onAnswer(int status, HttpFields head, Content.Source body) {
        worker.onRequestAnswered(log.nanoTime() - begunNanos);
        turn.onAnswer(status, head);
        if (status == 200) {
            read(body);
        } else {
            body.fail(new IOException("answered " + status));
            refuse("answered " + status + " to a listing");
        }
    }

    private void read(Content.Source body) {
        while (true) {
            Content.Chunk chunk = body.read();
            if (chunk == null) {
                body.demand(() -> read(body));
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                body.fail(chunk.getFailure());
                refuse("broke off within its page: " + FailureText.of(chunk.getFailure()));
                return;
            }
            if (!memory.tryTake(chunk.remaining())) {
                chunk.release();
                body.fail(new IOException("no memory for the page"));
                leave(false);
                listener.onNoPage(
                        this,
                        Problem.of(ProblemType.BUSY, "the listings under way take all the memory there is for them")
                                .withRetryAfter(RETRY_AFTER));
                return;
            }
            byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
            page.write(bytes, 0, bytes.length);
            chunk.release();
            if (chunk.isLast()) {
                leave(false);
                listener.onPage(this, page.toByteArray());
                return;
            }
            if (page.size() > MOST_BYTES) {
                body.fail(new IOException("page too long"));
                refuse("sent a page of more than " + MOST_BYTES + " bytes");
                return;
            }
        }
    }

    @Override
    public void onSwitched(HttpFields head, EndPoint end, ByteBuffer early) {
        end.close();
        refuse("answered 101 to a listing");
    }

    @Override
    public void onFailed(Attempt attempt) {
        ProblemType type;
        switch (attempt) {
            case Attempt.NotSent notSent -> {
                worker.onRequestFailed(FailureText.of(notSent.cause()));
                type = ProblemType.WORKER_UNREACHABLE;
            }
            case Attempt.NoAnswer noAnswer -> {
                worker.onRequestFailed("broke off: " + FailureText.of(noAnswer.cause()));
                type = ProblemType.WORKER_BROKE_OFF;
            }
            case Attempt.Silent silent -> {
                worker.onRequestFailed("no answer within " + silent.waited().toMillis() + " ms");
                type = ProblemType.WORKER_SILENT;
            }
            case Attempt.BodyFailed failed -> {
                worker.onRequestWithoutVerdict();
                type = ProblemType.BAD_REQUEST;
            }
        }
        leave(true);
        Problem problem = Problem.of(type, worker.failureSentence());
        listener.onNoPage(
                this, type == ProblemType.WORKER_UNREACHABLE ? problem.withRetryAfter(worker.retryAfter()) : problem);
    }

    private void refuse(String what) {
        leave(true);
        listener.onNoPage(
                this,
                Problem.of(
                        ProblemType.WORKER_BROKE_OFF,
                        worker.name() + " at " + worker.address().hostAndPort() + ' ' + what));
    }

    private void leave(boolean failed) {
        if (left.compareAndSet(false, true)) {
            turn.leave();
            log.onAttemptEnd(worker.name(), failed && abandoned == null, begunNanos);
        }
    }
}
