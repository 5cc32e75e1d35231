package dev.seawall.frontdoor;

import dev.seawall.frontdoor.admission.GateClock;
import dev.seawall.frontdoor.loops.LoopClock;

/** The time, and how late the loops may be with what they see, for the workers' gates. Thread rule: stateless. */
final class LoopTime implements GateClock {
    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long earliestNanos() {
        return LoopClock.earliestNanos();
    }
}
