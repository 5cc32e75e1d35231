package dev.seawall.frontdoor.http.patience;

import dev.seawall.frontdoor.loops.Attendant;
import dev.seawall.frontdoor.loops.LoopEndPoint;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.jspecify.annotations.Nullable;

/**
 * What the sweep knows of one connection: which stage it saw it in, and since when. A tunnel is none of its business
 * (RFC 9110 §7.8): there only the idle timeout counts.
 *
 * <p>Thread rule: {@link #attend} and what that calls on the connection's loop; the rest from any thread.
 */
public final class Watch implements Attendant, SslHandshakeListener {
    /** A sweep that comes late was kept by us, not by the client. */
    private static final long LONGEST_STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Most connections rest, and are looked at less often. */
    private static final int ROUNDS_OF_REST = 4;

    private static final Duration LINGER_TIME = Duration.ofSeconds(5);

    private final Patience patience;
    private final LoopEndPoint endPoint;
    private final AtomicBoolean handshaking;
    private final Pace reading;
    private @Nullable Stage stage;
    private int nth;
    private int rested;
    private long sinceNanos;
    private long attendedNanos;
    private long waitedNanos;

    Watch(Patience patience, LoopEndPoint endPoint, boolean tls) {
        this.patience = patience;
        this.endPoint = endPoint;
        this.handshaking = new AtomicBoolean(tls);
        this.reading = new Pace(patience.limits().tempo(), 0);
        this.stage = tls ? Stage.HANDSHAKE : Stage.FRESH;
        this.sinceNanos = patience.nanoTime();
        this.attendedNanos = sinceNanos;
    }

    /** Of a connection, secured or not; null for none. */
    public static @Nullable Watch of(EndPoint endPoint) {
        EndPoint socket = endPoint;
        while (socket instanceof EndPoint.Wrapper secured) {
            socket = secured.unwrap();
        }
        return socket instanceof LoopEndPoint own && own.attendant() instanceof Watch watch ? watch : null;
    }

    /** Once in every round. */
    void attend(long now) {
        boolean endless = patience.isEndless();
        waitedNanos = endless ? 0 : Math.min(now - attendedNanos, LONGEST_STEP_NANOS);
        attendedNanos = now;
        if (endless) {
            sinceNanos = now;
        }
        if (stage == Stage.IDLE
                && ++rested < ROUNDS_OF_REST
                && !patience.connections().isDense()) {
            return;
        }
        rested = 0;
        Patient patient = patient();
        if (handshaking.get()) {
            if (isOver(Stage.HANDSHAKE, 0, now)) {
                end(null, Ending.SLOW_HANDSHAKE);
            }
        } else if (patient == null) {
            stage = null;
        } else {
            attend(patient, now);
        }
    }

    /** Null for a protocol that nobody watches. */
    private @Nullable Patient patient() {
        Connection connection = endPoint.getConnection();
        if (connection instanceof SslConnection secured) {
            connection = secured.getSslEndPoint().getConnection();
        }
        return connection instanceof Patient.Bearer bearer ? bearer.patient() : null;
    }

    private void attend(Patient patient, long now) {
        Stage seen = patient.stage();
        boolean over = isOver(seen, patient.nth(), now);
        if (isUnread()) {
            end(patient, Ending.SLOW_READER);
        } else if (!over) {
            patient.look(this);
        } else {
            switch (seen) {
                case FRESH -> end(patient, Ending.NO_REQUEST);
                case HEAD -> end(patient, Ending.SLOW_HEAD);
                case IDLE -> leave(patient);
                default -> patient.close();
            }
        }
    }

    /** Whether a stage has lasted too long; a new one begins now. */
    private boolean isOver(Stage seen, int ordinal, long now) {
        if (seen != stage || ordinal != nth) {
            stage = seen;
            nth = ordinal;
            sinceNanos = now;
        }
        long limit =
                switch (seen) {
                    case HANDSHAKE ->
                        patience.handshakes().nanosOf(patience.limits().handshakeTime());
                    case FRESH, HEAD ->
                        patience.connections().nanosOf(patience.limits().headTime());
                    case IDLE ->
                        patience.connections().nanosOf(patience.limits().idleTime());
                    case LINGER -> LINGER_TIME.toNanos();
                    case BUSY -> Long.MAX_VALUE;
                };
        return now - sinceNanos > limit;
    }

    /** Whether the client is too slow in taking what is written: asked of the socket itself, which says so only late. */
    private boolean isUnread() {
        endPoint.writeOn();
        return reading.fallsBehind(endPoint.isWriting() ? waitedNanos : 0, endPoint.bytesSent(), 1);
    }

    /** Between requests: told apart from others only if there would have been more time in quiet. */
    private void leave(Patient patient) {
        if (attendedNanos - sinceNanos > patience.limits().idleTime().toNanos()) {
            patient.close();
        } else {
            end(patient, Ending.CROWDED_OUT);
        }
    }

    private void end(@Nullable Patient patient, Ending reason) {
        onEnded(reason);
        if (patient == null) {
            endPoint.close();
        } else {
            patient.end(reason);
        }
    }

    /** Counts one. */
    public void onEnded(Ending reason) {
        patience.listener().onEnded(reason);
    }

    /** The least rate. */
    public Tempo tempo() {
        return patience.limits().tempo();
    }

    /** How long ago the last round was. */
    public long waitedNanos() {
        return waitedNanos;
    }

    /** Whether it can go when {@code crowd} is dense: an idle connection, or a handshake. */
    boolean isSpareIn(Crowd crowd) {
        return handshaking.get()
                ? crowd == patience.handshakes()
                : stage == Stage.IDLE && crowd == patience.connections();
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Closes one that is spare, if it is so still. */
    void makeRoom() {
        Patient patient = patient();
        if (handshaking.get()) {
            end(null, Ending.CROWDED_OUT);
        } else if (patient != null && patient.stage() == Stage.IDLE && patient.nth() == nth) {
            end(patient, Ending.CROWDED_OUT);
        }
    }

    @Override
    public void handshakeSucceeded(Event event) {
        onHandshakeOver();
    }

    @Override
    public void handshakeFailed(Event event, Throwable failure) {
        onHandshakeOver();
    }

    private void onHandshakeOver() {
        if (handshaking.compareAndSet(true, false)) {
            patience.handshakes().leave();
        }
    }

    @Override
    public void onClosed() {
        onHandshakeOver();
        patience.connections().leave();
    }
}
