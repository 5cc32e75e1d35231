package dev.seawall.frontdoor.http.http2;

import org.jspecify.annotations.Nullable;

/**
 * One stream as the connection sees it (RFC 9113 §5.1): open until both sides have ended it, or one has reset it.
 *
 * <p>Thread rule: guarded by the session.
 */
final class Http2Stream {
    private final Session session;
    private final int id;
    private final Outgoing out;
    private @Nullable IncomingBody body;
    private @Nullable Http2Exchange exchange;
    private boolean remoteEnded;
    private boolean localEnded;
    private @Nullable Throwable reset;
    private int stillTicks;

    Http2Stream(Session session, int id, long sendWindow) {
        this.session = session;
        this.id = id;
        this.out = new Outgoing(this, sendWindow);
    }

    int id() {
        return id;
    }

    Outgoing out() {
        return out;
    }

    /** Null when the head was all of the request. */
    @Nullable
    IncomingBody body() {
        return body;
    }

    /** Before anybody else knows of it. */
    void begin(Http2Exchange of, @Nullable IncomingBody comes) {
        exchange = of;
        body = comes;
        remoteEnded = comes == null;
    }

    Http2Exchange exchange() {
        if (exchange == null) {
            throw new IllegalStateException("stream " + id + " has no exchange");
        }
        return exchange;
    }

    boolean isRemoteEnded() {
        return remoteEnded;
    }

    void onRemoteEnd() {
        remoteEnded = true;
        if (localEnded) {
            session.forget(this);
        }
    }

    void onLocalEnd() {
        localEnded = true;
        if (remoteEnded) {
            session.forget(this);
        }
    }

    /** Why it was reset, by whichever side; null when it was not. */
    @Nullable
    Throwable reset() {
        return reset;
    }

    void reset(Throwable cause) {
        reset = cause;
    }

    /** Something of it came or went. */
    void touch() {
        stillTicks = 0;
    }

    /** A tick of the connection's clock; whether so many have gone by since something of it came or went. */
    boolean isStillAt(int ticks) {
        if (++stillTicks < ticks) {
            return false;
        }
        stillTicks = 0;
        return true;
    }
}
