package dev.seawall.deploy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.plan.Change.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudPlanTest {
    private static final ChangeRules CAREFUL = new ChangeRules(false);
    private static final Map<String, String> VOLUME = Map.of(
            "size", "100 GiB",
            "type", "gp3",
            "iops", "3000",
            "encrypted", "yes",
            "zone", "us-east-1a",
            "attached to", "worker-1");

    private static Map<String, String> but(Map<String, String> attributes, String key, String value) {
        var changed = new HashMap<>(attributes);
        changed.put(key, value);
        return changed;
    }

    private static Change of(Kind kind, String name, Map<String, String> wanted, Map<String, String> seen) {
        return of(kind, name, wanted, seen, CAREFUL);
    }

    private static Change of(
            Kind kind, String name, Map<String, String> wanted, Map<String, String> seen, ChangeRules rules) {
        return CloudPlan.between(
                        List.of(new WantedResource(kind, name, wanted)),
                        List.of(new SeenResource(kind, name, "id-1", "", seen)),
                        rules)
                .changes()
                .getFirst();
    }

    @Test
    void whatIsMissingIsCreatedAndWhatIsAsWantedIsKept() {
        var plan = CloudPlan.between(
                List.of(
                        new WantedResource(Kind.VPC, "vpc", Map.of("network", "10.61.0.0/16")),
                        new WantedResource(Kind.ADDRESS, "front-door-1-address", Map.of())),
                List.of(new SeenResource(Kind.VPC, "vpc", "vpc-1", "", Map.of("network", "10.61.0.0/16"))),
                CAREFUL);

        assertThat(plan.changes()).extracting(Change::action).containsExactly(Action.KEEP, Action.CREATE);
        assertThat(plan.isEmpty()).isFalse();
        assertThat(plan.hasWork()).isTrue();
    }

    @Test
    void aVolumeGrowsAndChangesItsTypeInPlace() {
        var seen = but(but(VOLUME, "size", "50 GiB"), "type", "io2");

        var change = of(Kind.VOLUME, "worker-1-volume", VOLUME, seen);

        assertThat(change.action()).isEqualTo(Action.UPDATE);
        assertThat(change.differences())
                .extracting(Difference::toString)
                .containsExactly("size: 50 GiB -> 100 GiB", "type: io2 -> gp3");
    }

    @Test
    void aVolumeIsNeverMadeSmallerEncryptedOrMoved() {
        for (var seen : List.of(
                but(VOLUME, "size", "200 GiB"), but(VOLUME, "encrypted", "no"), but(VOLUME, "zone", "us-east-1b"))) {
            var change = of(Kind.VOLUME, "worker-1-volume", VOLUME, seen);

            assertThat(change.action()).isEqualTo(Action.LEAVE);
            assertThat(change.because()).contains("a data volume is never replaced");
        }
    }

    @Test
    void noPlanWhateverEndsADataVolume() {
        var rules = List.of(CAREFUL, new ChangeRules(true));
        for (var each : rules) {
            var plan = CloudPlan.between(
                    List.of(),
                    List.of(
                            new SeenResource(Kind.VOLUME, "worker-9-volume", "vol-1", "", VOLUME),
                            new SeenResource(Kind.VOLUME, "worker-9-volume", "vol-2", "", VOLUME)
                                    .with("unused", "yes")),
                    each);

            assertThat(plan.changes()).extracting(Change::action).doesNotContain(Action.DELETE, Action.REPLACE);
        }
    }

    @Test
    void aWorkerWhoseLaunchDiffersIsNamedAndReplacedOnlyWhenAsked() {
        var wanted = Map.of("launch", "new");
        var seen = Map.of("launch", "old");

        var named = of(Kind.INSTANCE, "worker-2", wanted, seen);

        assertThat(named.action()).isEqualTo(Action.LEAVE);
        assertThat(named.because()).contains("./seawall replace worker-2").contains("--replace-workers");
        assertThat(of(Kind.INSTANCE, "worker-2", wanted, seen, new ChangeRules(true))
                        .action())
                .isEqualTo(Action.REPLACE);
        assertThat(of(Kind.INSTANCE, "front-door-2", wanted, seen).action()).isEqualTo(Action.REPLACE);
    }

    @Test
    void aTerminatedInstanceIsLaunchedAgainAndSaidToBeMissing() {
        var plan = CloudPlan.between(
                List.of(
                        new WantedResource(Kind.VPC, "vpc", Map.of()),
                        new WantedResource(Kind.INSTANCE, "worker-1", Map.of("state", "running"))),
                List.of(
                        new SeenResource(Kind.VPC, "vpc", "vpc-1", "", Map.of()),
                        new SeenResource(Kind.INSTANCE, "worker-1", "i-1", "terminated", Map.of())),
                CAREFUL);

        assertThat(plan.changes().get(1).action()).isEqualTo(Action.CREATE);
        assertThat(plan.drift()).containsExactly("instance worker-1 is missing: i-1 is terminated");
    }

    @Test
    void aSecondResourceOfANameGoesWhenNothingUsesItAndIsLeftOtherwise() {
        var kept = new SeenResource(Kind.ADDRESS, "front-door-1-address", "eipalloc-1", "", Map.of());
        var idle = new SeenResource(Kind.ADDRESS, "front-door-1-address", "eipalloc-2", "", Map.of())
                .with("unused", "yes");
        var busy =
                new SeenResource(Kind.ADDRESS, "front-door-1-address", "eipalloc-3", "", Map.of()).with("unused", "no");

        var plan = CloudPlan.between(
                List.of(new WantedResource(Kind.ADDRESS, "front-door-1-address", Map.of())),
                List.of(kept, idle, busy),
                CAREFUL);

        assertThat(plan.changes()).extracting(Change::action).containsExactly(Action.KEEP, Action.DELETE, Action.LEAVE);
    }

    @Test
    void fewerWorkersThanThereAreIsLeftToAPersonAndFewerFrontDoorsAreNot() {
        var plan = CloudPlan.between(
                List.of(),
                List.of(
                        new SeenResource(Kind.INSTANCE, "worker-3", "i-3", "running", Map.of()),
                        new SeenResource(Kind.INSTANCE, "front-door-2", "i-2", "running", Map.of())),
                CAREFUL);

        assertThat(plan.changes()).extracting(Change::action).containsExactly(Action.LEAVE, Action.DELETE);
    }
}
