package dev.seawall.deploy.lab.world;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A disk that outlives instances. Not thread-safe: the world's lock. */
public final class Volume extends Resource {
    public String volumeId = "";
    public int size;
    public String snapshotId = "";
    public String availabilityZone = "";
    public String status = "creating";
    public String createTime = "";
    public List<Attachment> attachmentSet = new ArrayList<>();
    public String volumeType = "";
    public @Nullable Integer iops;
    public @Nullable Integer throughput;
    public boolean encrypted;
    public @Nullable String kmsKeyId;
    public boolean multiAttachEnabled;

    /** Freed at the caller's risk, without asking the machine. */
    @JsonProperty("_forced")
    public boolean forced;

    /** When it was last grown or changed, in milliseconds since 1970; 0: never. */
    @JsonProperty("_changedMillis")
    public long changedMillis;

    /** To at most one instance, in the same zone. */
    public record Attachment(
            String volumeId,
            String instanceId,
            String device,
            String status,
            String attachTime,
            boolean deleteOnTermination) {

        public Attachment with(String newStatus) {
            return new Attachment(volumeId, instanceId, device, newStatus, attachTime, deleteOnTermination);
        }
    }

    public boolean isAttachedTo(String instanceId) {
        return attachmentSet.stream().anyMatch(a -> a.instanceId().equals(instanceId));
    }

    @Override
    public String id() {
        return volumeId;
    }
}
