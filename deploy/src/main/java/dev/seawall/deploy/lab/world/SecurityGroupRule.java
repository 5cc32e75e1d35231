package dev.seawall.deploy.lab.world;

import org.jspecify.annotations.Nullable;

/** One peer that may reach, or be reached by, the members of a group. Not thread-safe: the world's lock. */
public final class SecurityGroupRule extends Resource {
    public String securityGroupRuleId = "";
    public String groupId = "";
    public String groupOwnerId = World.ACCOUNT;
    public boolean isEgress;
    public String ipProtocol = "";
    public int fromPort = -1;
    public int toPort = -1;
    public @Nullable String cidrIpv4;
    public @Nullable String cidrIpv6;
    public @Nullable String prefixListId;
    public @Nullable Peer referencedGroupInfo;
    public @Nullable String description;

    /** A group as the peer: its members' private addresses. */
    public record Peer(String groupId, String userId) {}

    /** The other side: a CIDR block, a prefix list or a group. */
    public String peer() {
        if (referencedGroupInfo != null) {
            return referencedGroupInfo.groupId();
        }
        return cidrIpv4 != null ? cidrIpv4 : String.valueOf(cidrIpv6 != null ? cidrIpv6 : prefixListId);
    }

    public boolean allowsSameAs(SecurityGroupRule other) {
        return groupId.equals(other.groupId)
                && isEgress == other.isEgress
                && ipProtocol.equals(other.ipProtocol)
                && fromPort == other.fromPort
                && toPort == other.toPort
                && peer().equals(other.peer());
    }

    @Override
    public String id() {
        return securityGroupRuleId;
    }
}
