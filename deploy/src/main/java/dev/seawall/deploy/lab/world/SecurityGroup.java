package dev.seawall.deploy.lab.world;

/** A named set of rules. The rules are on a shelf of their own. Not thread-safe: the world's lock. */
public final class SecurityGroup extends Resource {
    public String groupId = "";
    public String groupName = "";
    public String groupDescription = "";
    public String ownerId = World.ACCOUNT;
    public String vpcId = "";

    /** As other resources refer to a group. */
    public record Ref(String groupId, String groupName) {}

    public Ref ref() {
        return new Ref(groupId, groupName);
    }

    @Override
    public String id() {
        return groupId;
    }
}
