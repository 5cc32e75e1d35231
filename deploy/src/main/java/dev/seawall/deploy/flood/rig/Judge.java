package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.flood.scenario.Assault;
import java.util.Locale;
import java.util.Optional;

/** Says which windows are worth nothing, and why. What they are worth else is for the report to say. Stateless. */
final class Judge {
    /** Of its target that an attack whose rate depends on nobody else must have reached. */
    static final double LEAST_OFFERED = 0.95;

    /** Of the computer's time that its host may have taken away. */
    static final double MOST_STEAL = 0.30;

    private Judge() {}

    /**
     * Why a window is discarded; empty when it isn't.
     *
     * @param wanted by the attack, a second; 0 in a quiet window
     * @param broken what has ended that should not have, as a sentence; empty when nothing has
     */
    static String discard(Optional<Assault> assault, double wanted, Figures figures, double steal, String broken) {
        if (!broken.isEmpty()) {
            return broken;
        }
        if (figures.intervals() == 0) {
            return "the probe at the volume said nothing";
        }
        if (figures.answered().isEmpty()) {
            return "the polite clients said nothing";
        }
        if (steal > MOST_STEAL) {
            return String.format(Locale.ROOT, "the computer's host took %.0f%% of its time away", steal * 100);
        }
        if (assault.isPresent()
                && assault.get().kind().openLoop()
                && figures.offeredPerSecond() < LEAST_OFFERED * wanted) {
            return String.format(
                    Locale.ROOT, "the attack reached %.0f%% of its rate", figures.offeredPerSecond() / wanted * 100);
        }
        return "";
    }
}
