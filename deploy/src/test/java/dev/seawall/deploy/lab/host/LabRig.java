package dev.seawall.deploy.lab.host;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** A lab's daemon with a network in it, driven by the SDK. Not thread-safe. */
final class LabRig implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    final LabDaemon daemon;
    LabDaemon.Running running;
    Ec2Client ec2;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String subnet;

    LabRig(Path directory) throws Exception {
        daemon = new LabDaemon(directory, System::nanoTime);
        running = daemon.ensure("us-east-1", Isolation.Wish.processes);
        ec2 = client(running.endpoint());
        String vpc = ec2.createVpc(r -> r.cidrBlock(running.network())).vpc().vpcId();
        subnet = ec2.createSubnet(
                        r -> r.vpcId(vpc).cidrBlock(prefix() + ".1.0/24").availabilityZone("us-east-1a"))
                .subnet()
                .subnetId();
        String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway));
    }

    /** Such as 127.61. */
    private String prefix() {
        return running.network().substring(0, running.network().indexOf(".0.0/"));
    }

    String address() {
        return prefix() + ".1.11";
    }

    private static Ec2Client client(URI endpoint) {
        return Ec2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("lab", "secret")))
                .build();
    }

    void again() throws Exception {
        running = daemon.ensure("us-east-1");
        ec2.close();
        ec2 = client(running.endpoint());
    }

    String launch(String userData) {
        String packed = Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8));
        String id = ec2.runInstances(r -> r.imageId("ami-0a1b2c3d4e5f60001")
                        .instanceType(InstanceType.C7_G_LARGE)
                        .minCount(1)
                        .maxCount(1)
                        .subnetId(subnet)
                        .privateIpAddress(address())
                        .userData(packed))
                .instances()
                .getFirst()
                .instanceId();
        until(id + " runs", () -> state(id).equals("running"));
        return id;
    }

    String state(String instance) {
        return instance(instance).state().nameAsString();
    }

    private Instance instance(String id) {
        return ec2.describeInstances(r -> r.instanceIds(id))
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
    }

    String volume(String snapshot) {
        String id = ec2.createVolume(r -> {
                    r.availabilityZone("us-east-1a").size(1).volumeType(VolumeType.GP3);
                    if (!snapshot.isEmpty()) {
                        r.snapshotId(snapshot);
                    }
                })
                .volumeId();
        until(id + " is available", () -> volumeState(id).equals("available"));
        return id;
    }

    String volumeState(String volume) {
        return ec2.describeVolumes(r -> r.volumeIds(volume))
                .volumes()
                .getFirst()
                .stateAsString();
    }

    void attach(String volume, String instance) {
        ec2.attachVolume(r -> r.volumeId(volume).instanceId(instance).device("/dev/sdf"));
    }

    String elasticIpOf(String instance) {
        var address = ec2.allocateAddress(r -> r.domain("vpc"));
        ec2.associateAddress(r -> r.allocationId(address.allocationId()).instanceId(instance));
        return address.publicIp();
    }

    void terminate(String instance) {
        ec2.terminateInstances(r -> r.instanceIds(instance));
        until(instance + " is terminated", () -> state(instance).equals("terminated"));
    }

    /** The body, or what was seen instead. */
    String get(String host, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://" + host + ":8000" + path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** Processes of any machine of this lab: pid and command line. */
    Map<Long, String> processes() throws IOException {
        var found = new TreeMap<Long, String>();
        String mark = "SEAWALL_ROOT=" + daemon.directory() + "/machines/";
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path one :
                    all.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
                try {
                    List<String> environment =
                            List.of(Files.readString(one.resolve("environ"), StandardCharsets.ISO_8859_1)
                                    .split("\0", -1));
                    if (environment.stream().anyMatch(e -> e.startsWith(mark))) {
                        found.put(
                                Long.parseLong(one.getFileName().toString()),
                                Files.readString(one.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                                        .replace('\0', ' '));
                    }
                } catch (IOException e) {
                    // Another user's, or ended just now.
                }
            }
        }
        return found;
    }

    static void until(String what, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new AssertionError("still not so after " + LIMIT.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Ends what a failed test left behind. */
    @Override
    public void close() throws IOException, LabFailure {
        ec2.close();
        try {
            daemon.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        processes().keySet().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
}
