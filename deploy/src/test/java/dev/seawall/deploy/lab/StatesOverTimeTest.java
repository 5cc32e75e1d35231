package dev.seawall.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.lab.machine.Machines.Condition;
import dev.seawall.deploy.lab.operation.Pace;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** States follow the clock and the machines, and nothing else. */
class StatesOverTimeTest {
    private static final Duration STEP = Duration.ofSeconds(10);

    private final LabClock clock = new LabClock();
    private final PretendMachines machines = new PretendMachines();
    private SmallEc2 ec2;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        ec2 = SmallEc2.start(LabConfig.of(machines, machines).withTime(clock, Pace.every(STEP)));
        wire = new Wire(ec2.endpoint());
    }

    @AfterEach
    void stop() {
        ec2.close();
    }

    private String running() throws IOException {
        String instance = wire.launch(wire.subnet()).first("instanceId");
        clock.advance(STEP);
        return instance;
    }

    private String attached(String instance) throws IOException {
        String volume = wire.call("CreateVolume", "AvailabilityZone", "us-east-1a", "Size", "1")
                .first("volumeId");
        clock.advance(STEP);
        var answer = wire.call("AttachVolume", "VolumeId", volume, "InstanceId", instance, "Device", "/dev/sdf");
        assertThat(answer.outcome()).isEqualTo("200");
        clock.advance(STEP);
        return volume;
    }

    @Test
    void anInstanceIsPendingUntilItsTimeHasComeAndItsMachineHasBooted() throws IOException {
        String instance = wire.launch(wire.subnet()).first("instanceId");
        machines.conditions.put(instance, Condition.BOOTING);
        assertThat(wire.state(instance)).isEqualTo("pending");

        clock.advance(STEP);
        assertThat(wire.state(instance)).isEqualTo("pending");

        machines.conditions.put(instance, Condition.RUNNING);
        assertThat(wire.state(instance)).isEqualTo("running");
    }

    @Test
    void aVolumeIsFreeOnlyWhenTheTerminatedMachineIsReallyGone() throws IOException {
        String instance = running();
        String volume = attached(instance);
        machines.linger();

        wire.call("TerminateInstances", "InstanceId.1", instance);
        clock.advance(STEP.multipliedBy(100));

        assertThat(wire.state(instance)).isEqualTo("shutting-down");
        assertThat(wire.volume(volume)).isEqualTo("attached");

        machines.letGo(instance, Condition.GONE);

        assertThat(wire.state(instance)).isEqualTo("terminated");
        assertThat(wire.volume(volume)).isEqualTo("available");
    }

    @Test
    void aDetachedVolumeIsFreeOnlyWhenTheMachineHasLetGo() throws IOException {
        String instance = running();
        String volume = attached(instance);
        machines.linger();

        wire.call("DetachVolume", "VolumeId", volume);
        clock.advance(STEP.multipliedBy(100));
        assertThat(wire.volume(volume)).isEqualTo("detaching");

        machines.letGo(instance, Condition.RUNNING);
        assertThat(wire.volume(volume)).isEqualTo("available");
    }

    @Test
    void aForcedDetachDoesNotWaitForTheMachine() throws IOException {
        String volume = attached(running());
        machines.linger();

        wire.call("DetachVolume", "VolumeId", volume, "Force", "true");
        clock.advance(STEP);

        assertThat(wire.volume(volume)).isEqualTo("available");
    }

    @Test
    void aStoppedInstanceKeepsItsVolumesAndBootsWithThemAgain() throws IOException {
        String instance = running();
        String volume = attached(instance);
        wire.call("StopInstances", "InstanceId.1", instance);
        clock.advance(STEP);
        assertThat(wire.state(instance)).isEqualTo("stopped");
        assertThat(wire.volume(volume)).isEqualTo("attached");

        wire.call("StartInstances", "InstanceId.1", instance);
        clock.advance(STEP);

        assertThat(wire.state(instance)).isEqualTo("running");
        assertThat(machines.launched).hasEntrySatisfying(instance, spec -> assertThat(spec.disks())
                .anyMatch(d -> d.volumeId().equals(volume)));
    }

    @Test
    void aMachineThatEndsByItselfIsSeenAsStopped() throws IOException {
        String instance = running();
        assertThat(wire.state(instance)).isEqualTo("running");

        machines.conditions.put(instance, Condition.STOPPED);
        assertThat(wire.state(instance)).isEqualTo("stopping");
        clock.advance(STEP);

        assertThat(wire.state(instance)).isEqualTo("stopped");
    }

    @Test
    void aTerminatedInstanceIsForgottenAfterAnHour() throws IOException {
        String instance = running();
        wire.call("TerminateInstances", "InstanceId.1", instance);
        clock.advance(STEP);
        assertThat(wire.state(instance)).isEqualTo("terminated");

        clock.advance(Duration.ofHours(1));

        assertThat(wire.call("DescribeInstances", "InstanceId.1", instance).outcome())
                .isEqualTo("InvalidInstanceID.NotFound");
    }

    @Test
    void aSnapshotHoldsTheBytesOfTheMomentOfTheCall() throws IOException {
        String volume = attached(running());
        String snapshot = wire.call("CreateSnapshot", "VolumeId", volume).first("snapshotId");
        clock.advance(STEP);

        String copy = wire.call("CreateVolume", "AvailabilityZone", "us-east-1c", "SnapshotId", snapshot)
                .first("volumeId");

        assertThat(machines.contents.get(copy)).isEqualTo("from bytes of " + volume);
    }

    @Test
    void anElasticAddressIsRoutedToTheMachineAndFreedWithIt() throws IOException {
        String instance = running();
        String gateway = wire.call("CreateInternetGateway").first("internetGatewayId");
        String vpc = wire.call("DescribeVpcs").first("vpcId");
        var address = wire.call("AllocateAddress");
        String[] wanted = {"AllocationId", address.first("allocationId"), "InstanceId", instance};
        assertThat(wire.call("AssociateAddress", wanted).outcome()).isEqualTo("Gateway.NotAttached");

        wire.call("AttachInternetGateway", "InternetGatewayId", gateway, "VpcId", vpc);
        wire.call("AssociateAddress", wanted);
        assertThat(machines.publicIps).containsEntry(address.first("publicIp"), instance);

        wire.call("TerminateInstances", "InstanceId.1", instance);
        clock.advance(STEP);
        assertThat(wire.call("DescribeAddresses").all("associationId")).isEmpty();
        assertThat(machines.publicIps).isEmpty();
    }

    @Test
    void aPassingPublicAddressLastsUntilTheNextStop() throws IOException {
        String subnet = wire.subnet();
        wire.call("ModifySubnetAttribute", "SubnetId", subnet, "MapPublicIpOnLaunch.Value", "true");
        String instance = wire.launch(subnet).first("instanceId");
        clock.advance(STEP);
        assertThat(wire.call("DescribeInstances").first("ipAddress")).isEqualTo("203.0.113.1");

        wire.call("StopInstances", "InstanceId.1", instance);
        clock.advance(STEP);
        assertThat(wire.call("DescribeInstances").all("ipAddress")).isEmpty();

        wire.call("StartInstances", "InstanceId.1", instance);
        assertThat(wire.call("DescribeInstances").all("ipAddress")).hasSize(1);
        assertThat(machines.launched).hasEntrySatisfying(instance, spec -> assertThat(spec.publicIps())
                .containsExactly("203.0.113.1"));
    }

    @Test
    void aSubnetWithoutRoomForAllLaunchesNone() throws IOException {
        String vpc = wire.call("CreateVpc", "CidrBlock", "10.0.0.0/16").first("vpcId");
        String subnet = wire.call("CreateSubnet", "VpcId", vpc, "CidrBlock", "10.0.0.0/28")
                .first("subnetId");
        String[] twelve = {
            "ImageId",
            "ami-0a1b2c3d4e5f60001",
            "InstanceType",
            "c7g.large",
            "MinCount",
            "12",
            "MaxCount",
            "12",
            "SubnetId",
            subnet
        };

        assertThat(wire.call("RunInstances", twelve).outcome()).isEqualTo("InsufficientFreeAddressesInSubnet");
        assertThat(wire.call("DescribeNetworkInterfaces").all("macAddress")).isEmpty();

        twelve[5] = "11";
        twelve[7] = "11";
        assertThat(wire.call("RunInstances", twelve).all("macAddress")).hasSize(11);
        assertThat(wire.call("DescribeVolumes").all("createTime")).hasSize(11);
        assertThat(wire.call("DescribeSubnets").first("availableIpAddressCount"))
                .isEqualTo("0");
    }
}
