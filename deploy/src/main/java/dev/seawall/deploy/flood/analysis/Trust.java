package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Window;

/**
 * How much must have been seen, and how undisturbed, before a verdict is given. Immutable.
 *
 * @param mostSteal share of the computer's time that its host may have taken away in a window
 * @param mostBusy share of its time that may have been used; above it, the processor is what is measured
 * @param leastOffered share of its target that a flood must have reached
 * @param leastWindows that a cell needs
 * @param leastForMedian samples that a median needs
 * @param leastForP99 samples that a 99th percentile needs
 */
record Trust(
        double mostSteal,
        double mostBusy,
        double leastOffered,
        int leastWindows,
        long leastForMedian,
        long leastForP99) {
    static final Trust USUAL = new Trust(0.15, 0.95, 0.95, 3, 30, 300);

    /** Why nothing should be concluded from a window; empty when there is no reason. */
    String against(Window window) {
        if (!window.counts()) {
            return window.discarded();
        }
        if (window.steal() > mostSteal) {
            return "the computer's host took " + Words.percent(window.steal()) + " of its time, more than "
                    + Words.percent(mostSteal);
        }
        if (window.busy() + window.steal() > mostBusy) {
            String taken = window.steal() < 0.005 ? "" : " and its host took " + Words.percent(window.steal());
            return "CPU-bound: the computer was " + Words.percent(window.busy()) + " busy" + taken + ", more than "
                    + Words.percent(mostBusy);
        }
        if (Attacks.aimsAtInterface(window.attack())
                && window.offeredPerSecond() < leastOffered * window.wantedPerSecond()) {
            return "the flood reached " + Words.percent(window.offeredPerSecond() / window.wantedPerSecond())
                    + " of its rate, less than " + Words.percent(leastOffered);
        }
        return "";
    }
}
