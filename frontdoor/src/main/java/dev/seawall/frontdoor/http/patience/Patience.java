package dev.seawall.frontdoor.http.patience;

import dev.seawall.frontdoor.loops.LoopEndPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Watches over the connections of all public ports: counts them, and goes through them in rounds. Nothing is done for
 * it while requests pass; a round looks at what connections know of themselves anyway.
 *
 * <p>Thread rule: thread-safe; a {@link #round} is for connections of the calling loop.
 */
public final class Patience {
    /** From one round to the next: what a limit may be exceeded by. */
    public static final Duration ROUND = Duration.ofMillis(250);

    private static final long PRESSED_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final PatienceLimits limits;
    private final EndListener listener;
    private final LongSupplier nanoTime;
    private final Crowd connections;
    private final Crowd handshakes;
    private final AtomicLong pressedNanos;
    private volatile boolean isEndless;

    public Patience(PatienceLimits limits, EndListener listener, LongSupplier nanoTime) {
        this.limits = limits;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.connections = new Crowd(limits.connections());
        this.handshakes = new Crowd(limits.handshakes());
        this.pressedNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** Whether there is room for one that has just been accepted, cheaply found; {@link #watch} has the last word. */
    public boolean hasRoom(boolean tls) {
        if (!connections.hasRoom()) {
            listener.onEnded(Ending.TOO_MANY_CONNECTIONS);
            return false;
        }
        if (tls && !handshakes.hasRoom()) {
            listener.onEnded(Ending.TOO_MANY_HANDSHAKES);
            return false;
        }
        return true;
    }

    /** Takes one in, with a watch; false when there is no room after all. */
    public boolean watch(LoopEndPoint endPoint, boolean tls) {
        if (!connections.enter()) {
            listener.onEnded(Ending.TOO_MANY_CONNECTIONS);
            return false;
        }
        if (tls && !handshakes.enter()) {
            connections.leave();
            listener.onEnded(Ending.TOO_MANY_HANDSHAKES);
            return false;
        }
        endPoint.attendant(new Watch(this, endPoint, tls));
        return true;
    }

    /** Whether a round should come now, out of turn: there is hardly any room left, and the last such was a while ago. */
    public boolean isPressed() {
        if (!connections.isDense() && !handshakes.isDense()) {
            return false;
        }
        long now = nanoTime();
        long last = pressedNanos.get();
        return now - last > PRESSED_NANOS && pressedNanos.compareAndSet(last, now);
    }

    /** Looks at each of a loop's connections, and closes the oldest spare ones where room is short. */
    public void round(List<LoopEndPoint> endPoints) {
        long now = nanoTime();
        for (LoopEndPoint endPoint : endPoints) {
            if (endPoint.attendant() instanceof Watch watch) {
                watch.attend(now);
            }
        }
        thin(connections, endPoints, now);
        thin(handshakes, endPoints, now);
    }

    private static void thin(Crowd crowd, List<LoopEndPoint> endPoints, long now) {
        if (!crowd.isDense()) {
            return;
        }
        List<Watch> spare = new ArrayList<>();
        for (LoopEndPoint endPoint : endPoints) {
            if (endPoint.attendant() instanceof Watch watch && watch.isSpareIn(crowd)) {
                spare.add(watch);
            }
        }
        spare.sort(Comparator.comparingLong(watch -> watch.sinceNanos() - now));
        for (Watch oldest : spare) {
            if (!crowd.isDense()) {
                return;
            }
            oldest.makeRoom();
        }
    }

    /** While off, nobody is too slow; there is no more room for it. */
    public void turn(boolean on) {
        isEndless = !on;
    }

    /** Asks another least rate of everybody. */
    public void rate(long bytesPerSecond) {
        limits.tempo().rate(bytesPerSecond);
    }

    boolean isEndless() {
        return isEndless;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    PatienceLimits limits() {
        return limits;
    }

    EndListener listener() {
        return listener;
    }

    /** How many there are. */
    public Crowd connections() {
        return connections;
    }

    public Crowd handshakes() {
        return handshakes;
    }
}
