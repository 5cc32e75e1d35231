package dev.seawall.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Volumes and metadata options that change while they are used. */
class VolumeChangesTest {
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
    void aVolumeGrowsButNeverShrinksAndRestsForSixHours() throws IOException {
        String volume = bench.wire
                .call("CreateVolume", "AvailabilityZone", "us-east-1a", "Size", "10", "VolumeType", "gp3")
                .first("volumeId");

        assertThat(bench.wire
                        .call("ModifyVolume", "VolumeId", volume, "Size", "9")
                        .outcome())
                .isEqualTo("InvalidParameterValue");
        assertThat(bench.wire
                        .call("ModifyVolume", "VolumeId", volume, "Size", "20")
                        .outcome())
                .isEqualTo("200");
        assertThat(bench.wire.call("DescribeVolumes", "VolumeId.1", volume).first("size"))
                .isEqualTo("20");
        assertThat(bench.wire
                        .call("ModifyVolume", "VolumeId", volume, "Size", "30")
                        .outcome())
                .isEqualTo("VolumeModificationRateExceeded");
        bench.clock.advance(Duration.ofHours(6));
        assertThat(bench.wire
                        .call("ModifyVolume", "VolumeId", volume, "Size", "30")
                        .outcome())
                .isEqualTo("200");
    }

    @Test
    void metadataOptionsChangeWhileAnInstanceRuns() throws IOException {
        String instance = bench.wire.launch(bench.wire.subnet()).first("instanceId");

        assertThat(bench.wire
                        .call("ModifyInstanceMetadataOptions", "InstanceId", instance, "HttpTokens", "optional")
                        .first("httpTokens"))
                .isEqualTo("optional");
        assertThat(bench.wire
                        .call("ModifyInstanceMetadataOptions", "InstanceId", instance, "HttpTokens", "maybe")
                        .outcome())
                .isEqualTo("InvalidParameterValue");
        assertThat(bench.wire
                        .call("DescribeInstances", "InstanceId.1", instance)
                        .first("httpTokens"))
                .isEqualTo("optional");
    }
}
