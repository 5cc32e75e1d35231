package dev.seawall.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.lab.fault.CallListener.Boundary;
import dev.seawall.deploy.lab.fault.Faults;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every bad day that can be ordered, as a caller sees it. */
class FaultsTest {
    private Bench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new Bench();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void theFirstLookUpsOfANewResourceFindNothing() throws IOException {
        bench.ec2.faults().hideNew(2);
        String vpc = bench.wire.call("CreateVpc", "CidrBlock", "10.0.0.0/16").first("vpcId");

        assertThat(bench.wire.call("DescribeVpcs", "VpcId.1", vpc).outcome()).isEqualTo("InvalidVpcID.NotFound");
        assertThat(bench.wire.call("DescribeVpcs").all("vpcId")).isEmpty();
        assertThat(bench.wire.call("DescribeVpcs", "VpcId.1", vpc).outcome()).isEqualTo("200");
    }

    @Test
    void throttledCallsDoNothing() throws IOException {
        bench.ec2.faults().throttle(Faults.ANY, 1);

        assertThat(bench.wire.call("CreateVpc", "CidrBlock", "10.0.0.0/16").outcome())
                .isEqualTo("RequestLimitExceeded");
        assertThat(bench.wire.call("DescribeVpcs").all("vpcId")).isEmpty();
    }

    @Test
    void aLostAnswerIsFoundAgainByItsToken() throws IOException {
        String subnet = bench.wire.subnet();
        bench.ec2.faults().loseAnswers("RunInstances", 1);

        assertThatThrownBy(() -> bench.wire.launch(subnet, "ClientToken", "t")).isInstanceOf(IOException.class);
        String instance = bench.wire.launch(subnet, "ClientToken", "t").first("instanceId");

        assertThat(bench.wire.call("DescribeInstances").all("instanceId")).containsExactly(instance);
        assertThat(bench.machines.launched).containsOnlyKeys(instance);
    }

    @Test
    void aFullZoneRefusesOneTypeOnly() throws IOException {
        String subnet = bench.wire.subnet();
        bench.ec2.faults().noCapacity("c7g.large", "us-east-1a");

        assertThat(bench.wire.launch(subnet).outcome()).isEqualTo("InsufficientInstanceCapacity");
        assertThat(bench.wire.call("DescribeNetworkInterfaces").all("networkInterfaceId"))
                .isEmpty();

        bench.ec2.faults().clear();
        assertThat(bench.wire.launch(subnet).outcome()).isEqualTo("200");
    }

    @Test
    void aSlowVolumeIsCreatingForAsLongAsOrdered() throws IOException {
        bench.ec2.faults().slowVolumes(Duration.ofMinutes(5));
        String volume = bench.wire
                .call("CreateVolume", "AvailabilityZone", "us-east-1a", "Size", "1")
                .first("volumeId");

        bench.clock.advance(Duration.ofMinutes(4));
        assertThat(bench.wire.volume(volume)).isEqualTo("creating");
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(bench.wire.volume(volume)).isEqualTo("available");
    }

    @Test
    void anInstanceThatNeverBootsRunsAndFailsItsCheck() throws IOException {
        bench.ec2.faults().neverBoot(1);
        String instance = bench.wire.launch(bench.wire.subnet()).first("instanceId");

        assertThat(bench.wire.state(instance)).isEqualTo("running");
        assertThat(bench.wire.call("DescribeInstanceStatus").all("status")).contains("impaired");
        assertThat(bench.machines.launched).isEmpty();
    }

    @Test
    void everyCallIsHeardAtBothBoundariesAndCounted() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        bench.ec2.listen((action, boundary) -> heard.add(action + " " + boundary));

        bench.wire.call("DescribeVpcs");
        bench.wire.call("DeleteVpc", "VpcId", "vpc-00000000");

        assertThat(heard)
                .containsExactly(
                        "ec2:DescribeVpcs " + Boundary.RECEIVED,
                        "ec2:DescribeVpcs " + Boundary.CARRIED_OUT,
                        "ec2:DeleteVpc " + Boundary.RECEIVED);
        assertThat(bench.ec2.record().counts())
                .containsEntry("ec2:DescribeVpcs", 1)
                .containsEntry("ec2:DeleteVpc", 1);
    }
}
