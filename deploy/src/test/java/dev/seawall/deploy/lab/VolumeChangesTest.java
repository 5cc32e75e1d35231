package dev.seawall.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.lab.operation.Pace;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Volumes and metadata options that change while they are used. */
class VolumeChangesTest {
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
    void aVolumeGrowsButNeverShrinksAndRestsForSixHours() throws IOException {
        String volume = wire.call("CreateVolume", "AvailabilityZone", "us-east-1a", "Size", "10", "VolumeType", "gp3")
                .first("volumeId");

        assertThat(wire.call("ModifyVolume", "VolumeId", volume, "Size", "9").outcome())
                .isEqualTo("InvalidParameterValue");
        assertThat(wire.call("ModifyVolume", "VolumeId", volume, "Size", "20").outcome())
                .isEqualTo("200");
        assertThat(wire.call("DescribeVolumes", "VolumeId.1", volume).first("size"))
                .isEqualTo("20");
        assertThat(wire.call("ModifyVolume", "VolumeId", volume, "Size", "30").outcome())
                .isEqualTo("VolumeModificationRateExceeded");
        clock.advance(Duration.ofHours(6));
        assertThat(wire.call("ModifyVolume", "VolumeId", volume, "Size", "30").outcome())
                .isEqualTo("200");
    }

    @Test
    void metadataOptionsChangeWhileAnInstanceRuns() throws IOException {
        String instance = wire.launch(wire.subnet()).first("instanceId");

        assertThat(wire.call("ModifyInstanceMetadataOptions", "InstanceId", instance, "HttpTokens", "optional")
                        .first("httpTokens"))
                .isEqualTo("optional");
        assertThat(wire.call("ModifyInstanceMetadataOptions", "InstanceId", instance, "HttpTokens", "maybe")
                        .outcome())
                .isEqualTo("InvalidParameterValue");
        assertThat(wire.call("DescribeInstances", "InstanceId.1", instance).first("httpTokens"))
                .isEqualTo("optional");
    }
}
