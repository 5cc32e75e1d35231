package dev.seawall.deploy.lab.world;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A machine. What hangs on it (interface, volumes, public address) is kept there and joined in the answer. Not
 * thread-safe: the world's lock.
 */
public final class Instance extends Resource {
    public String instanceId = "";
    public String imageId = "";
    public InstanceState instanceState = InstanceState.PENDING;
    public String reason = "";
    public @Nullable StateReason stateReason;
    public int amiLaunchIndex;
    public String instanceType = "";
    public String launchTime = "";
    public Placement placement = new Placement("", "", "default");
    public Monitoring monitoring = new Monitoring("disabled");
    public String subnetId = "";
    public String vpcId = "";
    public String privateIpAddress = "";
    public String privateDnsName = "";
    public boolean sourceDestCheck = true;
    public String architecture = "";
    public String rootDeviceType = "ebs";
    public String rootDeviceName = "";
    public String virtualizationType = "hvm";
    public String hypervisor = "xen";
    public String clientToken = "";
    public @Nullable String instanceLifecycle;
    public boolean ebsOptimized;
    public boolean enaSupport = true;
    public MetadataOptions metadataOptions = new MetadataOptions("applied", "required", 2, "enabled");

    @JsonProperty("_reservationId")
    public String reservationId = "";

    /** As it came: base64. */
    @JsonProperty("_userData")
    public String userData = "";

    @JsonProperty("_disableApiTermination")
    public boolean disableApiTermination;

    @JsonProperty("_shutdownBehavior")
    public String shutdownBehavior = "stop";

    /** An instance that says it runs while nothing ever boots. */
    @JsonProperty("_dark")
    public boolean dark;

    /** The zone, as EC2 nests it. */
    public record Placement(String availabilityZone, String groupName, String tenancy) {}

    /** Why it is in the state it is in. */
    public record StateReason(String code, String message) {}

    /** Detailed monitoring or not. */
    public record Monitoring(String state) {}

    /** How the instance's metadata may be read; {@code httpTokens} {@code required} is IMDSv2 only. */
    public record MetadataOptions(String state, String httpTokens, int httpPutResponseHopLimit, String httpEndpoint) {}

    public boolean is(InstanceState state) {
        return instanceState.equals(state);
    }

    @Override
    public String id() {
        return instanceId;
    }
}
