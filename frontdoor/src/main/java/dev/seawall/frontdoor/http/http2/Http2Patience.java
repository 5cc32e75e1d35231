package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.http1.AbruptEnd;
import dev.seawall.frontdoor.http.patience.Ending;
import dev.seawall.frontdoor.http.patience.HttpLimits;
import dev.seawall.frontdoor.http.patience.Patient;
import dev.seawall.frontdoor.http.patience.Stage;
import dev.seawall.frontdoor.http.patience.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * What an HTTP/2 connection waits for, and how it ends when that does not come: with GOAWAY, or where one stream alone is
 * at fault with that stream's end. Streams that wait for their client at the same time share the rate that is asked of
 * it: a hundred downloads over one thin line are each slow.
 *
 * <p>Thread rule: {@link #isLast} under the session's lock; the rest as {@link Patient}.
 */
final class Http2Patience implements Patient {
    private final Http2Connection connection;
    private final Session session;
    private final FrameReader reader;
    private final Inbound inbound;
    private final int mostRequests;
    private int requests;

    Http2Patience(Http2Connection connection, Session session, FrameReader reader, Inbound inbound, HttpLimits limits) {
        this.connection = connection;
        this.session = session;
        this.reader = reader;
        this.inbound = inbound;
        this.mostRequests = limits.requests();
    }

    /** Counts a request; whether none may follow it. */
    boolean isLast() {
        requests++;
        Watch watch = requests == mostRequests ? Watch.of(connection.getEndPoint()) : null;
        if (watch != null) {
            watch.onEnded(Ending.REQUESTS_SPENT);
        }
        return requests == mostRequests;
    }

    @Override
    public Stage stage() {
        if (connection.isEnding()) {
            return Stage.LINGER;
        }
        if (!reader.isGreeted() || inbound.openHead() > 0 || reader.isWithinFrame()) {
            return Stage.HEAD;
        }
        return session.isIdle() ? Stage.IDLE : Stage.BUSY;
    }

    /** Of heads: 0 for the greeting, which goes on from what HTTP/1.1 has seen of it, then by stream or frame. */
    @Override
    public int nth() {
        if (!reader.isGreeted()) {
            return 0;
        }
        int head = inbound.openHead();
        if (head > 0) {
            return head;
        }
        return reader.isWithinFrame() ? -reader.frames() : session.lastStream();
    }

    @Override
    public void look(Watch watch) {
        List<Http2Stream> slow = session.isIdle() ? List.of() : slow(watch);
        for (Http2Stream stream : slow) {
            stream.exchange().onIdle(new TimeoutException("the client sends, or takes, too slowly"));
        }
    }

    private List<Http2Stream> slow(Watch watch) {
        List<Http2Stream> slow = new ArrayList<>(0);
        synchronized (session) {
            List<Http2Stream> streams = session.streams();
            int bodies = 0;
            int answers = 0;
            for (Http2Stream stream : streams) {
                bodies += isBodyAwaited(stream) ? 1 : 0;
                answers += isAnswerAwaited(stream) ? 1 : 0;
            }
            for (Http2Stream stream : streams) {
                IncomingBody body = stream.body();
                boolean slowReader = stream.out().fallsBehind(watch, isAnswerAwaited(stream), Math.max(1, answers));
                if (body != null && body.fallsBehind(watch, Math.max(1, bodies))) {
                    watch.onEnded(Ending.SLOW_BODY);
                    slow.add(stream);
                } else if (slowReader) {
                    watch.onEnded(Ending.SLOW_READER);
                    slow.add(stream);
                }
            }
        }
        return slow;
    }

    private static boolean isBodyAwaited(Http2Stream stream) {
        IncomingBody body = stream.body();
        return body != null && body.isAwaited();
    }

    private boolean isAnswerAwaited(Http2Stream stream) {
        return stream.out().awaitsWindow(session.output().window());
    }

    @Override
    public void end(Ending reason) {
        TimeoutException cause = new TimeoutException("ended for " + reason.label());
        if (reason == Ending.SLOW_READER) {
            AbruptEnd.of(connection.getEndPoint(), cause);
        } else if (reason == Ending.SLOW_HEAD) {
            connection.giveUp(ErrorCode.ENHANCE_YOUR_CALM, cause);
        } else {
            connection.leave();
        }
    }

    @Override
    public void close() {
        if (connection.isEnding()) {
            connection.getEndPoint().close();
        } else {
            connection.leave();
        }
    }
}
