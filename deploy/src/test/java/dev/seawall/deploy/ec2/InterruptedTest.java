package dev.seawall.deploy.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.lab.fault.CallListener.Boundary;
import dev.seawall.deploy.lab.fault.Faults;
import dev.seawall.deploy.lab.wire.ApiError;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Volume;

/**
 * A command that ends in the middle, and the same command again. Here it ends because no call gets through any more; that
 * it may be killed as a process, too, is for the system tests.
 */
class InterruptedTest {
    /** Lets so many calls of a command through, and none after them. */
    private static void cutAfter(Rig rig, int calls, Runnable command) {
        var heard = new AtomicInteger();
        rig.ec2.listen((action, boundary) -> {
            if (boundary == Boundary.RECEIVED && heard.incrementAndGet() == calls) {
                rig.ec2.faults().refuse(Faults.ANY, 10_000, new ApiError(403, "AuthFailure", "cut off"));
            }
        });
        try {
            command.run();
        } catch (CloudFailure e) {
            assertThat(e).hasMessageContaining("cut off");
        }
        rig.ec2.listen((action, boundary) -> {});
        rig.ec2.faults().clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {45, 60, 70, 80, 90, 100, 110, 120, 130, 140, 155, 170})
    void anUpThatIsCutOffIsFinishedByTheNext(int calls) throws IOException {
        try (var rig = new Rig()) {
            cutAfter(rig, calls, rig::up);

            var left = rig.up();

            assertThat(left.plan().isEmpty()).isTrue();
            assertThat(rig.person().describeVpcs().vpcs()).hasSize(1);
            assertThat(rig.person().describeVolumes().volumes()).hasSize(6);
            assertThat(rig.person().describeAddresses().addresses()).hasSize(2);
            assertThat(rig.instances("pending", "running", "stopping", "stopped"))
                    .hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 35, 45, 60, 75, 90})
    void aDownThatIsCutOffIsFinishedByTheNext(int calls) throws IOException {
        try (var rig = new Rig()) {
            rig.up();
            var volumes = rig.person().describeVolumes().volumes().stream()
                    .filter(volume -> volume.size() == 20)
                    .map(Volume::volumeId)
                    .toList();
            cutAfter(rig, calls, () -> rig.down(false));

            assertThat(rig.down(false)).isEmpty();

            assertThat(rig.person().describeVpcs().vpcs()).isEmpty();
            assertThat(rig.person().describeVolumes().volumes())
                    .extracting(Volume::volumeId)
                    .containsExactlyInAnyOrderElementsOf(volumes);
        }
    }
}
