package dev.seawall.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.lab.operation.Pace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small EC2 stops and starts again, and nothing has changed. */
class KeptStateTest {
    @TempDir
    Path directory;

    private final PretendMachines machines = new PretendMachines();
    private LabConfig config;

    @BeforeEach
    void set() {
        config = LabConfig.of(machines, machines)
                .withDirectory(directory)
                .withTime(new LabClock(), Pace.every(Duration.ZERO));
    }

    private static HttpResponse<String> s3(URI endpoint, String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(endpoint.resolve(path))
                .header("Authorization", Wire.SIGNED.replace("%s", "s3"))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theSameDirectoryIsTheSameWorld() throws Exception {
        String subnet;
        String instance;
        String described;
        try (var ec2 = SmallEc2.start(config)) {
            var wire = new Wire(ec2.endpoint());
            subnet = wire.subnet();
            instance = wire.launch(
                            subnet,
                            "ClientToken",
                            "t",
                            "TagSpecification.1.ResourceType",
                            "instance",
                            "TagSpecification.1.Tag.1.Key",
                            "slot",
                            "TagSpecification.1.Tag.1.Value",
                            "worker-1")
                    .first("instanceId");
            described = wire.call("DescribeInstances").first("reservationSet");
        }

        try (var ec2 = SmallEc2.start(config)) {
            var wire = new Wire(ec2.endpoint());

            assertThat(wire.call("DescribeInstances").first("reservationSet")).isEqualTo(described);
            assertThat(wire.call("DescribeInstances", "Filter.1.Name", "tag:slot", "Filter.1.Value.1", "worker-?")
                            .first("instanceId"))
                    .isEqualTo(instance);
            assertThat(wire.launch(subnet, "ClientToken", "t").outcome()).isEqualTo("IdempotentParameterMismatch");
        }
    }

    @Test
    void objectsAreKeptToo() throws Exception {
        try (var ec2 = SmallEc2.start(config)) {
            assertThat(s3(ec2.endpoint(), "PUT", "/box", "").statusCode()).isEqualTo(200);
            assertThat(s3(ec2.endpoint(), "PUT", "/box/a/b", "hello").statusCode())
                    .isEqualTo(200);
        }

        try (var ec2 = SmallEc2.start(config)) {
            assertThat(s3(ec2.endpoint(), "GET", "/box/a/b", "").body()).isEqualTo("hello");
        }
    }

    @Test
    void aRefusedCallChangesNothing() throws IOException {
        try (var ec2 = SmallEc2.start(config)) {
            var wire = new Wire(ec2.endpoint());
            String subnet = wire.subnet();
            wire.launch(subnet, "PrivateIpAddress", "10.61.1.11");

            assertThat(wire.launch(subnet, "PrivateIpAddress", "10.61.1.11").outcome())
                    .isEqualTo("InvalidIPAddress.InUse");
            assertThat(wire.call("DescribeVolumes").all("createTime")).hasSize(1);
            assertThat(wire.call("DescribeNetworkInterfaces").all("macAddress")).hasSize(1);
            assertThat(wire.launch(subnet, "DryRun", "true").outcome()).isEqualTo("DryRunOperation");
            assertThat(wire.call("DescribeInstances").all("reservationId")).hasSize(1);
        }
    }

    @Test
    void twoDoNotShareADirectory() throws IOException {
        try (var ec2 = SmallEc2.start(config)) {
            assertThat(new Wire(ec2.endpoint()).call("DescribeVpcs").outcome()).isEqualTo("200");
            assertThatThrownBy(() -> SmallEc2.start(config))
                    .hasMessageContaining("another small EC2 keeps its state in " + directory);
        }
        SmallEc2.start(config).close();
    }
}
