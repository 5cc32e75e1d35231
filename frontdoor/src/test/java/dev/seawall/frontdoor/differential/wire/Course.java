package dev.seawall.frontdoor.differential.wire;

import dev.seawall.frontdoor.differential.exchange.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One exchange through one proxy as both ends see it: each end waits here for the other, and the outcome is read off
 * when it is over.
 *
 * <p>Thread rule: thread-safe.
 */
public final class Course {
    /** Nothing in an exchange takes a second; a computer may be busy. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final long deadlineNanos = System.nanoTime() + LONGEST.toNanos();
    private final Set<String> reached = new HashSet<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private int busy;
    private int continues;
    private int begun;
    private boolean ended;
    private boolean hung;

    /** The worker has a request's head; {@link #onLeft} follows. */
    synchronized void onReached(String token) {
        reached.add(token);
        busy++;
        notifyAll();
    }

    synchronized void onArrival(Arrival arrival) {
        arrivals.add(arrival);
    }

    /** The worker is done with a request. */
    synchronized void onLeft() {
        busy--;
        notifyAll();
    }

    synchronized void onContinue() {
        continues++;
        notifyAll();
    }

    /** The head of a final answer has come. */
    synchronized void onReplyBegun() {
        begun++;
        notifyAll();
    }

    synchronized void onReply(Reply reply) {
        replies.add(reply);
        notifyAll();
    }

    /** The client's connection is over, or nothing more can be read from it. */
    synchronized void onEnded() {
        ended = true;
        notifyAll();
    }

    synchronized boolean hasBegun(int answers) {
        return begun >= answers;
    }

    void awaitReplies(int answers) {
        await(() -> replies.size() >= answers || ended);
    }

    void awaitHeads(int answers) {
        await(() -> begun >= answers || ended);
    }

    void awaitContinue(int answers) {
        await(() -> continues > 0 || begun >= answers || ended);
    }

    void awaitWorker(String token, int answers) {
        await(() -> reached.contains(token) || begun >= answers || ended);
    }

    void awaitReplyTo(String token) {
        await(() -> ended || replies.stream().anyMatch(reply -> reply.token().equals(token)));
    }

    void awaitEnd() {
        await(() -> ended);
    }

    /** Until the worker is done with every request that has reached it. */
    public void awaitWorkerIdle() {
        await(() -> busy == 0);
    }

    private synchronized void await(BooleanSupplier condition) {
        try {
            while (!condition.getAsBoolean()) {
                long millis =
                        Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
                if (millis <= 0) {
                    hung = true;
                    return;
                }
                wait(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hung = true;
        }
    }

    /** What the worker received so far, in the order in which it ended. */
    public synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** The final answers that the client received, in order; the last may be cut. */
    public synchronized List<Reply> replies() {
        return List.copyOf(replies);
    }

    /** Whether anyone waited in vain. */
    public synchronized boolean hung() {
        return hung;
    }

    /** What came of it, for people. */
    @Override
    public synchronized String toString() {
        List<String> received = arrivals.stream().map(Arrival::toString).toList();
        List<String> answered = replies.stream().map(Reply::toString).toList();
        return (hung ? "hung; " : "") + (ended ? "" : "not closed; ")
                + (busy > 0 ? busy + " requests unfinished; " : "")
                + "the worker received " + Exchange.shown(received.toString()) + "\n  the client "
                + Exchange.shown(answered.toString());
    }
}
