package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.flood.record.Window;
import dev.seawall.deploy.flood.scenario.PlannedWindow;
import dev.seawall.deploy.flood.scenario.Topology;
import java.time.Duration;

/** Hears how a run goes on; called by the thread that runs it. */
public interface Progress {
    /** Something worth a line. */
    void says(String sentence);

    /** A topology is being built. */
    void building(Topology topology, Duration left);

    /**
     * A window is under way; called again and again.
     *
     * @param left of the whole run, estimated
     */
    void during(Topology topology, PlannedWindow planned, String doing, Figures figures, Duration left);

    /** A window is over. */
    void after(PlannedWindow planned, Window window, Figures figures, Duration left);
}
