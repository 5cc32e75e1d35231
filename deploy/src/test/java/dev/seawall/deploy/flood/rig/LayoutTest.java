package dev.seawall.deploy.flood.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.seawall.deploy.flood.scenario.Topology;
import dev.seawall.deploy.lab.fabric.Rule;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void colocatedProgramsShareOneInstanceAndReachEachOtherWithinIt() {
        var layout = new Layout(Topology.COLOCATED);

        assertThat(layout.instances()).containsExactly(entry("server-1", "10.61.0.11"));
        assertThat(layout.workerHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void aSplitWorkerLetsInNothingButTheFrontDoorsAndBeginsNothing() {
        var layout = new Layout(Topology.TWO_DOORS);

        assertThat(layout.group("worker-1"))
                .containsExactly(Rule.in("tcp", 9000, "10.61.0.11/32"), Rule.in("tcp", 9000, "10.61.0.12/32"));
    }

    @Test
    void everyFrontDoorHasAPublicAddressOfItsOwn() {
        assertThat(new Layout(Topology.FAILOVER).doors().stream().map(Layout.Door::publicAddress))
                .containsExactly("203.0.113.11", "203.0.113.12")
                .doesNotContain(Layout.OTHER_PUBLIC_ADDRESS);
    }
}
