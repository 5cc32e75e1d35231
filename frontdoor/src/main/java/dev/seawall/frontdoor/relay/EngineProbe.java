package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.workers.Prober;
import dev.seawall.frontdoor.workers.WorkerAddress;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/**
 * Probes a worker on the port it serves: {@code HEAD /-/health} on a new connection, so that a worker that no longer
 * accepts any is noticed. Any answer counts as reached, whatever its status; any program will do as a worker.
 *
 * <p>Thread rule: thread-safe, never blocks. The engine it is given has the probe's timeouts.
 */
public final class EngineProbe implements Prober.Probe {
    private final RelayEngine engine;
    private final LongSupplier nanoTime;

    public EngineProbe(RelayEngine engine, LongSupplier nanoTime) {
        this.engine = engine;
        this.nanoTime = nanoTime;
    }

    @Override
    public void send(WorkerAddress worker, Answer answer) {
        HttpFields fields = HttpFields.build()
                .put(HttpHeader.HOST, worker.hostAndPort())
                .put("Seawall-Slot", worker.name())
                .put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        var request = new WorkerRequest(worker, "HEAD", "/-/health", fields, null, -1, false, false, true);
        engine.start(request, new Waiting(answer, nanoTime.getAsLong()));
    }

    private final class Waiting implements AnswerListener {
        private final Answer answer;
        private final long begunNanos;

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
            Content.Source.consumeAll(body, Callback.NOOP);
        }

        @Override
        public void onSwitched(HttpFields fields, EndPoint worker, ByteBuffer early) {
            worker.close();
            answer.reached(nanoTime.getAsLong() - begunNanos);
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
