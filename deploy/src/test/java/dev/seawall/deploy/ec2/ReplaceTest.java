package dev.seawall.deploy.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.lab.fault.CallListener.Boundary;
import dev.seawall.deploy.lab.wire.ApiError;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** What is done with single slots, by the SDK over the wire, also when it is ended halfway. */
class ReplaceTest {
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
        rig.up();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void replace(String slot, boolean snapshot) {
        try (var deployment = rig.open()) {
            var operations = deployment.slots();
            operations.replace(slot, snapshot, rig::hear);
        }
    }

    private Volume volume(String id) {
        return rig.person().describeVolumes(r -> r.volumeIds(id)).volumes().getFirst();
    }

    private String holder(String volume) {
        return volume(volume).attachments().getFirst().instanceId();
    }

    private List<Snapshot> snapshots() {
        return rig.person().describeSnapshots(r -> r.ownerIds("self")).snapshots();
    }

    @Test
    void aReplacedWorkerHasItsAddressAndItsVolumeAndTheOldOneIsGone() {
        String old = rig.id("worker-2");
        String volume = rig.id("worker-2-volume");

        replace("worker-2", true);

        String now = rig.id("worker-2");
        assertThat(now).isNotEqualTo(old);
        assertThat(holder(volume)).isEqualTo(now);
        assertThat(rig.instances("running")).hasSize(4);
        assertThat(snapshots()).extracting(Snapshot::volumeId).containsExactly(volume);
        assertThat(Labels.read(volume(volume).tags(), Marks.REPLACING)).isEmpty();
        assertThat(rig.plan().plan().isEmpty()).as("the plan is empty again").isTrue();
    }

    @Test
    void theVolumeIsTakenOffAStoppedInstanceAndNeverByForce() {
        Set<String> told = Collections.synchronizedSet(new LinkedHashSet<>());
        rig.ec2.listen((action, boundary) -> {
            if (boundary == Boundary.CARRIED_OUT && action.startsWith("ec2:") && !action.startsWith("ec2:Describe")) {
                told.add(action);
            }
        });

        replace("worker-1", false);

        assertThat(told)
                .containsExactly(
                        "ec2:CreateTags",
                        "ec2:StopInstances",
                        "ec2:DetachVolume",
                        "ec2:TerminateInstances",
                        "ec2:RunInstances",
                        "ec2:AttachVolume",
                        "ec2:DeleteTags");
    }

    @Test
    void aReplacedFrontDoorKeepsItsPublicAddress() {
        String old = rig.id("front-door-1");
        String address = rig.id("front-door-1-address");

        replace("front-door-1", true);

        assertThat(rig.id("front-door-1")).isNotEqualTo(old);
        assertThat(rig.person()
                        .describeAddresses(r -> r.allocationIds(address))
                        .addresses()
                        .getFirst()
                        .instanceId())
                .isEqualTo(rig.id("front-door-1"));
        assertThat(rig.plan().plan().isEmpty()).isTrue();
        assertThat(snapshots()).isEmpty();
    }

    @Test
    void anAnswerThatNeverCameTakesNoSecondSnapshotAndLaunchesNoSecondInstance() {
        rig.ec2.faults().loseAnswers("CreateSnapshot", 1);
        rig.ec2.faults().loseAnswers("RunInstances", 1);
        rig.ec2.faults().hideNew(2);

        replace("worker-1", true);

        assertThat(rig.calls("CreateSnapshot")).isEqualTo(1);
        assertThat(snapshots()).hasSize(1);
        assertThat(rig.instances("pending", "running", "stopping", "stopped")).hasSize(4);
    }

    @Test
    void aCallWhoseAnswerIsAnErrorAlthoughItWasCarriedOutDoesNothingTwice() {
        for (String action :
                List.of("StopInstances", "DetachVolume", "TerminateInstances", "RunInstances", "AttachVolume")) {
            String old = rig.id("worker-1");
            String volume = rig.id("worker-1-volume");
            int taken = snapshots().size();
            var broken = new AtomicBoolean();
            rig.ec2.listen((called, boundary) -> {
                if (called.equals("ec2:" + action) && boundary == Boundary.CARRIED_OUT && !broken.getAndSet(true)) {
                    throw new IllegalStateException("the command line is gone");
                }
            });
            replace("worker-1", true);

            assertThat(broken).as(action).isTrue();
            assertThat(rig.id("worker-1")).as(action).isNotEqualTo(old);
            assertThat(holder(volume)).as(action).isEqualTo(rig.id("worker-1"));
            assertThat(snapshots()).as(action).hasSize(taken + 1);
            assertThat(rig.instances("pending", "running", "stopping", "stopped"))
                    .as(action)
                    .hasSize(4);
        }
    }

    @Test
    void aWorkerIsRestoredToANewVolumeAndTheOldOneIsKept() {
        String old = rig.id("worker-2-volume");
        String snapshot;
        try (var deployment = rig.open()) {
            var operations = deployment.slots();
            snapshot =
                    operations.snapshot(List.of("worker-2"), "run 1").getFirst().snapshotId();
            assertThat(operations
                            .snapshot(List.of("worker-2"), "run 1")
                            .getFirst()
                            .snapshotId())
                    .as("the same run takes none anew")
                    .isEqualTo(snapshot);

            operations.restore("worker-2", snapshot, rig::hear);
        }

        String fresh = rig.id("worker-2-volume");
        assertThat(fresh).isNotEqualTo(old);
        assertThat(rig.machines.content(fresh)).isEqualTo("from bytes of " + old);
        assertThat(holder(fresh)).isEqualTo(rig.id("worker-2"));
        assertThat(volume(old).state()).isEqualTo(VolumeState.AVAILABLE);
        assertThat(Labels.read(volume(old).tags(), Labels.NAME)).isEqualTo("worker-2-volume-before-" + snapshot);
        assertThat(rig.plan().plan().hasWork()).as("up has nothing to do").isFalse();
        assertThat(rig.instances("pending", "running", "stopping", "stopped")).hasSize(4);
    }

    @Test
    void aRestorationThatEndedHalfwayMakesNoSecondVolume() {
        String snapshot;
        try (var deployment = rig.open()) {
            var operations = deployment.slots();
            snapshot =
                    operations.snapshot(List.of("worker-1"), "run 1").getFirst().snapshotId();
        }
        for (String action : List.of("RunInstances", "TerminateInstances")) {
            int volumes = dataVolumes();
            rig.ec2.faults().refuse(action, 1, new ApiError("UnauthorizedOperation", "no"));
            assertThatThrownBy(() -> restore("worker-1", snapshot)).hasMessageContaining("UnauthorizedOperation");

            restore("worker-1", snapshot);

            assertThat(dataVolumes()).as(action).isEqualTo(volumes + 1);
            assertThat(holder(rig.id("worker-1-volume"))).as(action).isEqualTo(rig.id("worker-1"));
        }
    }

    private void restore(String slot, String snapshot) {
        try (var deployment = rig.open()) {
            var operations = deployment.slots();
            operations.restore(slot, snapshot, rig::hear);
        }
    }

    private int dataVolumes() {
        return (int) rig.person().describeVolumes().volumes().stream()
                .filter(v -> Labels.read(v.tags(), Labels.NAME).contains("-volume"))
                .count();
    }

    @Test
    void aSnapshotOfAnotherWorkerIsRefusedBeforeAnythingHappens() {
        String snapshot;
        try (var deployment = rig.open()) {
            var operations = deployment.slots();
            snapshot =
                    operations.snapshot(List.of("worker-1"), "run 1").getFirst().snapshotId();
        }
        int stops = rig.calls("StopInstances");

        assertThatThrownBy(() -> restore("worker-2", snapshot))
                .isInstanceOf(CloudFailure.class)
                .hasMessage(snapshot + " is of worker-1, not of worker-2 of shop: its keys belong elsewhere");
        assertThat(rig.calls("StopInstances")).isEqualTo(stops);
    }

    @Test
    void anUpThatFinishesAReplacementTakesItsMarkAway() {
        String volume = rig.id("worker-1-volume");
        String address = rig.id("front-door-1-address");
        endedAfterTheOldInstanceWent("worker-1", volume);
        endedAfterTheOldInstanceWent("front-door-1", address);

        rig.up();

        assertThat(marked(volume)).isFalse();
        assertThat(marked(address)).isFalse();
        assertThat(rig.plan().plan().isEmpty()).as("the plan is empty again").isTrue();
        String launched = rig.id("worker-1");
        replace("worker-1", false);
        assertThat(rig.id("worker-1")).as("the next replacement is one").isNotEqualTo(launched);
    }

    /** What is left of a replacement whose process died between termination and launch. */
    private void endedAfterTheOldInstanceWent(String slot, String carrier) {
        String old = rig.id(slot);
        rig.person().createTags(r -> r.resources(carrier).tags(Labels.tag(Marks.REPLACING, old)));
        rig.person().terminateInstances(r -> r.instanceIds(old));
        while (!isGone(old)) {
            Thread.onSpinWait(); // a plan made meanwhile would be another a moment later
        }
        assertThat(marked(carrier)).isTrue();
    }

    private boolean isGone(String instance) {
        return rig.person().describeInstances(r -> r.instanceIds(instance)).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .allMatch(one -> one.state().nameAsString().equals("terminated"));
    }

    private boolean marked(String id) {
        return !rig.person()
                .describeTags(r ->
                        r.filters(Filters.of("resource-id", List.of(id)), Filters.of("key", List.of(Marks.REPLACING))))
                .tags()
                .isEmpty();
    }

    @Test
    void aSlotThatTheBlueprintDoesNotHaveIsTold() {
        assertThatThrownBy(() -> replace("front", true))
                .isInstanceOf(UnknownSlot.class)
                .hasMessage("front is no slot of shop. There are: worker-1, worker-2, front-door-1, front-door-2");
        assertThatThrownBy(() -> replace("worker-9", true)).hasMessageContaining("Did you mean worker-1?");
    }
}
