package dev.seawall.frontdoor.admission;

import java.util.Arrays;
import java.util.List;

/**
 * How long each class of requests takes at one worker that nobody has to wait in: what latencies are compared with, so
 * that a mix of other requests is not taken for congestion. In logarithms, for a mean that a few slow ones don't
 * move (a geometric mean), and because what matters is the ratio.
 *
 * <p>Thread rule: not thread-safe: the gate holds its lock.
 */
final class QuietLatency {
    /** How much of what a window without congestion shows is believed. */
    private static final double LEARNED = 0.1;

    /** How much of it where it is lower than was thought: nothing but less congestion makes latencies shorter. */
    private static final double LEARNED_DOWN = 0.25;

    /** Below that all are alike: as in a network (RFC 8289 section 4.2), so short a queue keeps busy and harms nobody. */
    private static final long SHORTEST_NANOS = Lane.TARGET_NANOS;

    /** Fewer samples of a class than this say nothing of it. */
    private static final int FEWEST = 3;

    private final double[] lnTarget;
    private final double[] lnQuiet;
    private final double[] lnSum;
    private final int[] samples;

    QuietLatency(List<RequestClass> classes) {
        lnTarget = classes.stream()
                .mapToDouble(each -> Math.log((double) each.targetNanos()))
                .toArray();
        lnQuiet = new double[lnTarget.length];
        lnSum = new double[lnTarget.length];
        samples = new int[lnTarget.length];
        Arrays.fill(lnQuiet, Double.NaN);
    }

    /**
     * One request's latency, as far as it is known. A front door that is slow to look must not take its own slowness for
     * the worker's: where the quiet latency may be what this one was, it is taken to have been.
     *
     * @param shortestNanos that it may have been
     * @param longestNanos that it may have been
     */
    void sample(int index, long shortestNanos, long longestNanos) {
        double longest = ln(longestNanos);
        double quiet = lnQuiet[index];
        lnSum[index] += Double.isNaN(quiet) || longest <= quiet ? longest : Math.max(quiet, ln(shortestNanos));
        samples[index]++;
    }

    private static double ln(long nanos) {
        return Math.log((double) Math.max(SHORTEST_NANOS, nanos));
    }

    /**
     * The window's mean latency over the quiet one, as a logarithm. A class that was never seen is taken as quiet now, as
     * far as its target lets believe that.
     */
    double lnRatio() {
        double sum = 0;
        int all = 0;
        for (int i = 0; i < lnQuiet.length; i++) {
            if (samples[i] > 0) {
                if (Double.isNaN(lnQuiet[i])) {
                    lnQuiet[i] = Math.min(mean(i), lnTarget[i]);
                }
                sum += lnSum[i] - samples[i] * lnQuiet[i];
                all += samples[i];
            }
        }
        return all == 0 ? 0 : sum / all;
    }

    /** The window's requests found the worker all but idle: its latencies are quiet ones, if within their targets. */
    void learn() {
        for (int i = 0; i < lnQuiet.length; i++) {
            if (samples[i] >= FEWEST) {
                lnQuiet[i] += LEARNED * (Math.min(mean(i), lnTarget[i]) - lnQuiet[i]);
            }
        }
    }

    /** What was quicker than quiet shows what quiet is. */
    void learnDown() {
        for (int i = 0; i < lnQuiet.length; i++) {
            if (samples[i] >= FEWEST && mean(i) < lnQuiet[i]) {
                lnQuiet[i] += LEARNED_DOWN * (mean(i) - lnQuiet[i]);
            }
        }
    }

    /** What a trial showed is quiet from now on; classes that weren't in it are scaled as the others were. */
    void adopt() {
        double shift = lnRatio();
        for (int i = 0; i < lnQuiet.length; i++) {
            lnQuiet[i] = samples[i] >= FEWEST ? mean(i) : lnQuiet[i] + shift;
        }
    }

    /** Whether a class's target is out of reach even where nobody waits. */
    boolean missesTarget(int index) {
        return lnQuiet[index] >= lnTarget[index];
    }

    /** Whether that goes for the classes that most of the window's requests were of. */
    boolean missesTargets() {
        int missing = 0;
        int all = 0;
        for (int i = 0; i < lnQuiet.length; i++) {
            all += samples[i];
            missing += missesTarget(i) ? samples[i] : 0;
        }
        return missing * 2 > all;
    }

    double quietNanos(int index) {
        return Math.exp(lnQuiet[index]);
    }

    void clear() {
        Arrays.fill(lnSum, 0);
        Arrays.fill(samples, 0);
    }

    private double mean(int index) {
        return lnSum[index] / samples[index];
    }
}
