package dev.seawall.deploy.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkPlanTest {
    @Test
    void everyAddressFollowsFromTheBlueprint() throws Exception {
        var plan = NetworkPlan.of(Blueprint.parse("seawall.yaml", "{name: shop, zones: [b, a]}"));

        assertThat(plan.publicSubnet("b")).isEqualTo("10.61.0.0/24");
        assertThat(plan.privateSubnet("a")).isEqualTo("10.61.129.0/24");
        assertThat(plan.zone(1)).isEqualTo("b");
        assertThat(plan.zone(2)).isEqualTo("a");
        assertThat(plan.address(Role.FRONT_DOOR, 2)).isEqualTo("10.61.1.12");
        assertThat(plan.address(Role.WORKER, 3)).isEqualTo("10.61.128.13");
    }

    @Test
    void aLabHasTheSamePlanInANetworkOfItsOwn() throws Exception {
        var plan = NetworkPlan.of(Blueprint.parse("seawall.yaml", "name: shop")).in("127.61.0.0/16");

        assertThat(plan.privateSubnet("a")).isEqualTo("127.61.128.0/24");
        assertThat(plan.address(Role.WORKER, 2)).isEqualTo("127.61.128.12");
    }
}
