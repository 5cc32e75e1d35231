package dev.seawall.frontdoor.http.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/** What tests have a server do with requests. */
final class Handlers {
    private Handlers() {}

    /** Answers with some text, made of the request. */
    static Handler text(Function<Request, String> answer) {
        return new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.write(true, BufferUtil.toBuffer(answer.apply(request), ISO_8859_1), callback);
                return true;
            }
        };
    }

    /** Answers with a request's own body and trailers, as they come. */
    static Handler echo() {
        return new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                new Echo(request, response, callback).iterate();
                return true;
            }
        };
    }

    /** Answers nothing, and lets go of a request when its client does. */
    static Handler untilReset() {
        return new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                request.addFailureListener(callback::failed);
                return true;
            }
        };
    }

    /** Leaves requests to the test. */
    static final class Parked extends Handler.Abstract.NonBlocking {
        record Exchange(Request request, Response response, Callback callback) {}

        private final BlockingQueue<Exchange> parked = new LinkedBlockingQueue<>();

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            parked.add(new Exchange(request, response, callback));
            return true;
        }

        Exchange take() throws InterruptedException {
            Exchange exchange = parked.poll(10, TimeUnit.SECONDS);
            if (exchange == null) {
                throw new AssertionError("no request came");
            }
            return exchange;
        }

        int count() {
            return parked.size();
        }
    }

    private static final class Echo extends IteratingCallback {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private Content.Chunk writing = Content.Chunk.EMPTY;
        private boolean done;

        Echo(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        protected Action process() throws Throwable {
            if (done) {
                return Action.SUCCEEDED;
            }
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::iterate);
                return Action.IDLE;
            }
            if (Content.Chunk.isFailure(chunk)) {
                throw chunk.getFailure();
            }
            if (chunk instanceof Trailers trailers) {
                response.setTrailersSupplier(trailers::getTrailers);
            }
            writing = chunk;
            done = chunk.isLast();
            response.write(done, chunk.getByteBuffer(), this);
            return Action.SCHEDULED;
        }

        @Override
        protected void onSuccess() {
            release();
        }

        private void release() {
            writing.release();
            writing = Content.Chunk.EMPTY;
        }

        @Override
        protected void onCompleteSuccess() {
            callback.succeeded();
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            release();
            callback.failed(cause);
        }
    }
}
