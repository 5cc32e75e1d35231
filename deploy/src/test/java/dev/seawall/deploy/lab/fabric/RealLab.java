package dev.seawall.deploy.lab.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.seawall.deploy.lab.fabric.Toolbox.Finding;
import java.util.List;

/**
 * What a test of the real lab begins with. An ordinary user's computer may lack something, and the test is skipped; root
 * can install it, so that nothing is ever skipped unseen where the whole build runs as root.
 */
public final class RealLab {
    private RealLab() {}

    public static void needsNetwork() throws InterruptedException {
        demand(Toolbox.forNetwork());
    }

    public static void needsVolumes() throws InterruptedException {
        needsNetwork();
        demand(Toolbox.forVolumes());
    }

    private static void demand(List<Finding> findings) {
        if (System.getProperty("user.name").equals("root")) {
            assertThat(findings).allMatch(Finding::good);
        } else {
            assumeThat(findings).allMatch(Finding::good);
        }
    }
}
