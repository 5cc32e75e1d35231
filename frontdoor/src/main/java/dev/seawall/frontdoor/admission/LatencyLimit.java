package dev.seawall.frontdoor.admission;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many requests one worker is given at once, found from how long its answers take to begin.
 *
 * <p>As in Netflix's concurrency-limits (Gradient2) the limit shrinks by the ratio of the quiet latency to the present
 * one, and grows by about its square root. But what is quiet is never learned from congestion:
 *
 * <ul>
 *   <li>while nobody has to wait and the worker has little to do, its latency is a quiet one, up to the target;
 *   <li>while there is congestion, a <i>trial</i> now and then lowers the limit to {@link #TRIAL} of itself for one
 *       window. Its latency is the quiet one from then on. If requests queued in the worker even so, the latency fell as
 *       the limit did, and the limit that follows is {@link #TRIAL} times {@link #TOLERANCE} of the old: trials go on
 *       until one shows service, not queueing. If the worker has become slow, the latency did not fall, and the limit
 *       comes back. So a worker that stays slow drives it neither to the floor nor, as it does not grow while latencies
 *       are long, to the sky.
 * </ul>
 *
 * <p>Where a class misses its target even when quiet, only as many are sent as keep the worker busy. Timeouts shrink the
 * limit as well.
 *
 * <p>Thread rule: not thread-safe: the gate holds its lock.
 */
final class LatencyLimit {
    /** Latency over the quiet one that keeps a worker with varying requests busy. */
    private static final double TOLERANCE = 1.25;

    /** Lower than what {@link #TOLERANCE} adds; no lower, for the worker is hardly to notice. */
    static final double TRIAL = 0.7;

    /** Latency over the quiet one that the limit alone does not explain: look again at what is quiet. */
    private static final double DOUBTFUL = Math.log(1.7);

    /** A limit that shrank by this since the last trial: likewise. */
    private static final double MUCH = 0.75;

    /** A latency that fell as the limit did, up to this (as logarithms), was all queueing. */
    private static final double UNEXPLAINED = 0.1;

    /** Of a window's answers. */
    private static final double MOST_LATE = 0.1;

    private static final double AFTER_TIMEOUTS = 0.9;

    /** One request found no room for so many answers: the limit is what holds requests back. */
    private static final int OFTEN = 4;

    private static final int FEWEST_SAMPLES = 20;
    private static final int FEWEST_IN_TRIAL = 60;

    /** Those that are answered soonest come first: a window of less than some rounds would see too few of the others. */
    private static final int ROUNDS = 2;

    private static final long SHORTEST_WINDOW = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_WINDOW = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int FEWEST_IN_LONGEST = 5;
    private static final long BETWEEN_TRIALS = TimeUnit.SECONDS.toNanos(5);
    private static final long BETWEEN_DOUBTS = TimeUnit.MILLISECONDS.toNanos(500);

    private final QuietLatency quiet;
    private final long epochNanos;
    private final int lowest;
    private final int highest;

    private double limit;

    /** The highest since the last trial. */
    private double anchor;

    private boolean starting;
    private boolean trial;

    /** What the last full window showed, and under which limit. */
    private double lnRatioBefore;

    private double limitBefore;
    private boolean wasFull;
    private long trialDueNanos;

    private long windowBeganNanos;

    /** The limit was lowered, and more are still with the worker. */
    private boolean settling;

    private int samples;
    private int late;
    private int timeouts;
    private int peak;
    private int full;

    LatencyLimit(List<RequestClass> classes, int lowest, int initial, int highest, long nowNanos, long epochNanos) {
        this.epochNanos = epochNanos;
        this.quiet = new QuietLatency(classes);
        this.lowest = lowest;
        this.highest = highest;
        this.limit = initial;
        this.anchor = initial;
        this.starting = initial < highest;
        this.windowBeganNanos = nowNanos;
        this.trialDueNanos = nowNanos;
    }

    /** How many may be with the worker now. */
    double current() {
        return trial ? Math.max(lowest, limit * TRIAL) : limit;
    }

    /** Whether it doubles still, as latencies have not grown with it so far. */
    boolean isStarting() {
        return starting;
    }

    /** One entered; {@code inFlight} with it. */
    void onEntered(int inFlight) {
        peak = Math.max(peak, inFlight);
    }

    /** One found no room. */
    void onFull() {
        full++;
    }

    /**
     * An answer began.
     *
     * @param earliestNanos from when on it may have lain there until it was seen
     */
    void onAnswer(RequestClass of, long beganNanos, long earliestNanos, long nowNanos, int inFlight) {
        if (wasFull && !trial && !starting && nowNanos - trialDueNanos >= 0 && limit > lowest) {
            trial = true;
            begin(nowNanos, true);
        }
        if (isOfThisWindow(beganNanos, nowNanos, inFlight)) {
            long shortest = earliestNanos - beganNanos;
            quiet.sample(of.index(), shortest, nowNanos - beganNanos);
            samples++;
            if (shortest > of.targetNanos() && !quiet.missesTarget(of.index())) {
                late++;
            }
            closeIfFull(nowNanos);
        }
    }

    /** No answer came in time. */
    void onTimeout(RequestClass of, long beganNanos, long nowNanos, int inFlight) {
        timeouts++;
        onAnswer(of, beganNanos, nowNanos, nowNanos, inFlight);
    }

    /** Only requests that went out under the present limit show what it does. */
    private boolean isOfThisWindow(long beganNanos, long nowNanos, int inFlight) {
        if (settling && inFlight <= current()) {
            settling = false;
            windowBeganNanos = nowNanos;
        }
        return !settling && beganNanos - windowBeganNanos >= 0;
    }

    private void closeIfFull(long nowNanos) {
        long age = nowNanos - windowBeganNanos;
        double wanted = Math.max(trial ? FEWEST_IN_TRIAL : FEWEST_SAMPLES, ROUNDS * current());
        if ((samples >= wanted && age >= SHORTEST_WINDOW) || (samples >= FEWEST_IN_LONGEST && age >= LONGEST_WINDOW)) {
            close(nowNanos);
        }
    }

    private void close(long nowNanos) {
        boolean wasTrial = trial;
        double before = current();
        double lnRatio = quiet.lnRatio();
        if (trial) {
            endTrial(lnRatio, nowNanos);
        } else if (isFull()) {
            adjust(lnRatio, nowNanos);
        } else if (peak <= limit / 2) {
            quiet.learn();
        }
        if (timeouts > 0 && peak > limit / 2) {
            limit = Math.max(lowest, limit * AFTER_TIMEOUTS);
        }
        // What the next trial shows is compared with a window since this one, for this one has changed what is quiet.
        wasFull = !wasTrial && isFull();
        begin(nowNanos, current() < before);
    }

    /** Whether the limit was what held requests back, and not for a moment. */
    private boolean isFull() {
        return full * OFTEN >= samples;
    }

    private void begin(long nowNanos, boolean lower) {
        settling = lower;
        windowBeganNanos = nowNanos;
        samples = 0;
        late = 0;
        timeouts = 0;
        peak = 0;
        full = 0;
        quiet.clear();
    }

    private void adjust(double lnRatio, long nowNanos) {
        lnRatioBefore = lnRatio;
        limitBefore = limit;
        if (starting && Math.exp(lnRatio) <= TOLERANCE && limit < highest) {
            limit = Math.min(highest, limit * 2);
            anchor = limit;
            return;
        }
        starting = false;
        quiet.learnDown();
        boolean missesTargets = quiet.missesTargets() || late > MOST_LATE * samples;
        set(limit * Math.clamp((missesTargets ? 1 : TOLERANCE) / Math.exp(lnRatio), TRIAL, 1));
        if (lnRatio > DOUBTFUL + 1 / limit || limit < MUCH * anchor) {
            long soon = roundUp(nowNanos, BETWEEN_DOUBTS);
            trialDueNanos = soon - trialDueNanos < 0 ? soon : trialDueNanos;
        }
        anchor = Math.max(anchor, limit);
    }

    /** Front doors that share a worker hold their trials at the same time. */
    private long roundUp(long nanos, long interval) {
        return nanos + interval - Math.floorMod(nanos - epochNanos, interval);
    }

    private void endTrial(double lnRatio, long nowNanos) {
        double tried = current();
        double fell = lnRatioBefore - lnRatio;
        boolean queued = fell > Math.log(limitBefore / tried) - UNEXPLAINED;
        trial = false;
        quiet.adopt();
        double next = Math.min(limit, limitBefore * (quiet.missesTargets() ? 1 : TOLERANCE) * Math.exp(-fell));
        if (queued && tried > lowest) {
            // What follows is known to queue as well, and by how much: try below that at once.
            limit = Math.max(lowest, next);
            limitBefore = limit;
            lnRatioBefore = Math.log(limit / tried);
            trial = true;
        } else {
            set(next);
            boolean unclear = lnRatio > UNEXPLAINED && fell > UNEXPLAINED;
            trialDueNanos = roundUp(nowNanos, unclear ? BETWEEN_DOUBTS : BETWEEN_TRIALS);
        }
        anchor = limit;
    }

    private void set(double next) {
        limit = Math.clamp(next + Math.sqrt(limit) / 2, lowest, highest);
    }

    double quietNanos(RequestClass of) {
        return quiet.quietNanos(of.index());
    }
}
