package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.workers.Prober;
import dev.seawall.frontdoor.workers.WorkerAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Probes a worker on the port it serves: {@code GET /-/observations} on a new connection, so that a worker that no longer
 * accepts any is noticed. Any answer counts as reached, whatever its status, once its head is there; any program will do
 * as a worker. What a 200 says is read as well, in bounded time and memory.
 *
 * <p>Thread rule: thread-safe, never blocks. The engine it is given has the probe's timeouts.
 */
public final class EngineProbe implements Prober.Probe {
    private static final int MOST_BYTES = 64 << 10;

    private final RelayEngine engine;
    private final Duration longest;
    private final LongSupplier nanoTime;

    /** @param longest an answer that takes longer is not read to its end, however steadily it trickles */
    public EngineProbe(RelayEngine engine, Duration longest, LongSupplier nanoTime) {
        this.engine = engine;
        this.longest = longest;
        this.nanoTime = nanoTime;
    }

    @Override
    public void send(WorkerAddress worker, Answer answer) {
        HttpFields fields = HttpFields.build()
                .put(HttpHeader.HOST, worker.hostAndPort())
                .put("Seawall-Slot", worker.name())
                .put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        var request = new WorkerRequest(worker, "GET", "/-/observations", fields, null, -1, false, false, true);
        engine.start(request, new Waiting(answer, nanoTime.getAsLong()));
    }

    private final class Waiting implements AnswerListener {
        private final Answer answer;
        private final long begunNanos;
        private final ByteArrayOutputStream report = new ByteArrayOutputStream();

        Waiting(Answer answer, long begunNanos) {
            this.answer = answer;
            this.begunNanos = begunNanos;
        }

        @Override
        public void onInterim(int status, HttpFields fields, Runnable goOn) {
            goOn.run();
        }

        @Override
        public void onAnswer(int status, HttpFields fields, Content.Source body) {
            answer.reached(nanoTime.getAsLong() - begunNanos);
            if (status == 200) {
                read(body);
            } else {
                giveUp(body, "nothing in it is of interest");
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
                    giveUp(body, "the report broke off");
                    return;
                }
                byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
                report.write(bytes, 0, bytes.length);
                chunk.release();
                if (report.size() > MOST_BYTES || nanoTime.getAsLong() - begunNanos > longest.toNanos()) {
                    giveUp(body, "the report is too long");
                    return;
                }
                if (chunk.isLast()) {
                    answer.ended(report.toByteArray());
                    return;
                }
            }
        }

        private void giveUp(Content.Source body, String why) {
            body.fail(new IOException(why));
            answer.ended(null);
        }

        @Override
        public void onSwitched(HttpFields fields, EndPoint worker, ByteBuffer early) {
            worker.close();
            answer.reached(nanoTime.getAsLong() - begunNanos);
            answer.ended(null);
        }

        @Override
        public void onFailed(Attempt attempt) {
            answer.failed(
                    switch (attempt) {
                        case Attempt.NotSent notSent -> FailureText.of(notSent.cause());
                        case Attempt.NoAnswer noAnswer -> "broke off: " + FailureText.of(noAnswer.cause());
                        case Attempt.Silent silent ->
                            "no answer within " + silent.waited().toMillis() + " ms";
                        case Attempt.BodyFailed failed -> FailureText.of(failed.cause());
                    });
        }
    }
}
