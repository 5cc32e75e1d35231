package dev.seawall.deploy.lab.world;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An address in a subnet, and the groups that guard it. Not thread-safe: the world's lock. */
public final class NetworkInterface extends Resource {
    public String networkInterfaceId = "";
    public String ownerId = World.ACCOUNT;
    public String subnetId = "";
    public String vpcId = "";
    public String availabilityZone = "";
    public String description = "";
    public String requesterId = "";
    public boolean requesterManaged;
    public String status = "in-use";
    public String interfaceType = "interface";
    public String macAddress = "";
    public String privateIpAddress = "";
    public boolean sourceDestCheck = true;
    public List<SecurityGroup.Ref> groupSet = new ArrayList<>();
    public Attachment attachment = new Attachment("", "", World.ACCOUNT, 0, "attaching", "", true);

    /** Whether each start gives it a public address. */
    @JsonProperty("_wantsPublicIp")
    public boolean wantsPublicIp;

    /** A public address that lasts until the next stop; an Elastic IP goes before it. */
    @JsonProperty("_passingPublicIp")
    public @Nullable String passingPublicIp;

    /** The instance that has it. */
    public record Attachment(
            String attachmentId,
            String instanceId,
            String instanceOwnerId,
            int deviceIndex,
            String status,
            String attachTime,
            boolean deleteOnTermination) {}

    @Override
    public String id() {
        return networkInterfaceId;
    }
}
