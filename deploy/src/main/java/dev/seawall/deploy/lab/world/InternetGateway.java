package dev.seawall.deploy.lab.world;

import java.util.ArrayList;
import java.util.List;

/** A network's way to the Internet. Not thread-safe: the world's lock. */
public final class InternetGateway extends Resource {
    public String internetGatewayId = "";
    public String ownerId = World.ACCOUNT;
    public List<Attachment> attachmentSet = new ArrayList<>();

    /** To at most one network. */
    public record Attachment(String vpcId, String state) {}

    public boolean isAttachedTo(String vpcId) {
        return attachmentSet.stream().anyMatch(a -> a.vpcId().equals(vpcId));
    }

    @Override
    public String id() {
        return internetGatewayId;
    }
}
