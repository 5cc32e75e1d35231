package dev.seawall.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.lab.fault.CallListener.Boundary;
import dev.seawall.deploy.lab.fault.Faults;
import dev.seawall.deploy.lab.operation.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every bad day that can be ordered, as a caller sees it. */
class FaultsTest {
    private final LabClock clock = new LabClock();
    private final PretendMachines machines = new PretendMachines();
    private SmallEc2 ec2;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        ec2 = SmallEc2.start(LabConfig.of(machines, machines).withTime(clock, Pace.every(Duration.ZERO)));
        wire = new Wire(ec2.endpoint());
    }

    @AfterEach
    void stop() {
        ec2.close();
    }

    @Test
    void theFirstLookUpsOfANewResourceFindNothing() throws IOException {
        ec2.faults().hideNew(2);
        String vpc = wire.call("CreateVpc", "CidrBlock", "10.0.0.0/16").first("vpcId");

        assertThat(wire.call("DescribeVpcs", "VpcId.1", vpc).outcome()).isEqualTo("InvalidVpcID.NotFound");
        assertThat(wire.call("DescribeVpcs").all("vpcId")).isEmpty();
        assertThat(wire.call("DescribeVpcs", "VpcId.1", vpc).outcome()).isEqualTo("200");
    }

    @Test
    void throttledCallsDoNothing() throws IOException {
        ec2.faults().throttle(Faults.ANY, 1);

        assertThat(wire.call("CreateVpc", "CidrBlock", "10.0.0.0/16").outcome()).isEqualTo("RequestLimitExceeded");
        assertThat(wire.call("DescribeVpcs").all("vpcId")).isEmpty();
    }

    @Test
    void aLostAnswerIsFoundAgainByItsToken() throws IOException {
        String subnet = wire.subnet();
        ec2.faults().loseAnswers("RunInstances", 1);

        assertThatThrownBy(() -> wire.launch(subnet, "ClientToken", "t")).isInstanceOf(IOException.class);
        String instance = wire.launch(subnet, "ClientToken", "t").first("instanceId");

        assertThat(wire.call("DescribeInstances").all("instanceId")).containsExactly(instance);
        assertThat(machines.launched).containsOnlyKeys(instance);
    }

    @Test
    void aFullZoneRefusesOneTypeOnly() throws IOException {
        String subnet = wire.subnet();
        ec2.faults().noCapacity("c7g.large", "us-east-1a");

        assertThat(wire.launch(subnet).outcome()).isEqualTo("InsufficientInstanceCapacity");
        assertThat(wire.call("DescribeNetworkInterfaces").all("networkInterfaceId"))
                .isEmpty();

        ec2.faults().clear();
        assertThat(wire.launch(subnet).outcome()).isEqualTo("200");
    }

    @Test
    void aSlowVolumeIsCreatingForAsLongAsOrdered() throws IOException {
        ec2.faults().slowVolumes(Duration.ofMinutes(5));
        String volume = wire.call("CreateVolume", "AvailabilityZone", "us-east-1a", "Size", "1")
                .first("volumeId");

        clock.advance(Duration.ofMinutes(4));
        assertThat(wire.volume(volume)).isEqualTo("creating");
        clock.advance(Duration.ofMinutes(1));
        assertThat(wire.volume(volume)).isEqualTo("available");
    }

    @Test
    void anInstanceThatNeverBootsRunsAndFailsItsCheck() throws IOException {
        ec2.faults().neverBoot(1);
        String instance = wire.launch(wire.subnet()).first("instanceId");

        assertThat(wire.state(instance)).isEqualTo("running");
        assertThat(wire.call("DescribeInstanceStatus").all("status")).contains("impaired");
        assertThat(machines.launched).isEmpty();
    }

    @Test
    void everyCallIsHeardAtBothBoundariesAndCounted() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        ec2.listen((action, boundary) -> heard.add(action + " " + boundary));

        wire.call("DescribeVpcs");
        wire.call("DeleteVpc", "VpcId", "vpc-00000000");

        assertThat(heard)
                .containsExactly(
                        "ec2:DescribeVpcs " + Boundary.RECEIVED,
                        "ec2:DescribeVpcs " + Boundary.CARRIED_OUT,
                        "ec2:DeleteVpc " + Boundary.RECEIVED);
        assertThat(ec2.record().counts()).containsEntry("ec2:DescribeVpcs", 1).containsEntry("ec2:DeleteVpc", 1);
    }
}
