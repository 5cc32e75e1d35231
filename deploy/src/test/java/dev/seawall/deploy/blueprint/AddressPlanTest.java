package dev.seawall.deploy.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressPlanTest {
    private static final AddressPlan.FreePorts NONE = (component, use) -> {
        throw new AssertionError("asked for a free port: " + component + " " + use);
    };

    @Test
    void addressesFollowFromTheBlueprint() throws Exception {
        var blueprint = Blueprint.parse("seawall.yaml", "{name: shop, frontdoors: {count: 2}, workers: {count: 3}}");

        var plan = AddressPlan.of(blueprint, false, NONE);

        assertThat(plan.frontDoors())
                .containsExactly(
                        new Component("front-door-1", Role.FRONT_DOOR, 8080, OptionalInt.empty(), 8900),
                        new Component("front-door-2", Role.FRONT_DOOR, 8081, OptionalInt.empty(), 8901));
        assertThat(plan.workers())
                .containsExactly(
                        new Component("worker-1", Role.WORKER, 9001, OptionalInt.empty(), 9101),
                        new Component("worker-2", Role.WORKER, 9002, OptionalInt.empty(), 9102),
                        new Component("worker-3", Role.WORKER, 9003, OptionalInt.empty(), 9103));
    }

    @Test
    void theMostComponentsFitSideBySideIntoTheDefaultPorts() throws Exception {
        var blueprint = Blueprint.parse("seawall.yaml", "{name: shop, frontdoors: {count: 99}, workers: {count: 99}}");

        var ports = AddressPlan.of(blueprint, true, NONE).components().stream()
                .flatMapToInt(
                        one -> IntStream.of(one.http(), one.admin(), one.https().orElse(-one.http())))
                .toArray();

        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void zeroMeansAFreePortAndTlsAddsHttps() throws Exception {
        var blueprint =
                Blueprint.parse("seawall.yaml", "{name: shop, workers: {count: 1}, local: {worker: 0, https: 0}}");

        var plan = AddressPlan.of(
                blueprint,
                true,
                (component, use) -> component.equals("worker-1") && use.equals("http") ? 41001 : 41002);

        assertThat(plan.workers()).singleElement().extracting(Component::http).isEqualTo(41001);
        assertThat(plan.frontDoors())
                .singleElement()
                .extracting(Component::https)
                .isEqualTo(OptionalInt.of(41002));
    }

    @Test
    void aPortLeadsBackToItsKey() {
        var frontDoor = new Component("front-door-1", Role.FRONT_DOOR, 1, OptionalInt.of(2), 3);
        var worker = new Component("worker-1", Role.WORKER, 4, OptionalInt.empty(), 5);

        assertThat(AddressPlan.keyOf(frontDoor, 1)).isEqualTo("local.http");
        assertThat(AddressPlan.keyOf(frontDoor, 2)).isEqualTo("local.https");
        assertThat(AddressPlan.keyOf(frontDoor, 3)).isEqualTo("local.frontdoorAdmin");
        assertThat(AddressPlan.keyOf(worker, 4)).isEqualTo("local.worker");
        assertThat(AddressPlan.keyOf(worker, 5)).isEqualTo("local.workerAdmin");
    }
}
