package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Cidr;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.SecurityGroup;
import dev.seawall.deploy.lab.world.SecurityGroupRule;
import dev.seawall.deploy.lab.world.Tag;
import dev.seawall.deploy.lab.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Who may reach, and be reached by, the members of a group. Not thread-safe: the world's lock. */
final class SecurityGroupRules {
    private static final int MAX_RULES = 60;
    private static final String BY_HAND = " IpProtocol FromPort ToPort CidrIp";
    private static final Listing LISTING =
            new Listing("SecurityGroupRuleId", "securityGroupRuleSet", "group-id security-group-rule-id");

    private final Cloud cloud;
    private final World world;

    SecurityGroupRules(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        String add = "GroupId! IpPermissions TagSpecification" + BY_HAND;
        table.add("AuthorizeSecurityGroupIngress", add, in -> authorize(in, false));
        table.add("AuthorizeSecurityGroupEgress", add, in -> authorize(in, true));
        String remove = "GroupId! IpPermissions SecurityGroupRuleId" + BY_HAND;
        table.add("RevokeSecurityGroupIngress", remove, in -> revoke(in, false));
        table.add("RevokeSecurityGroupEgress", remove, in -> revoke(in, true));
        table.list("DescribeSecurityGroupRules", LISTING, world.rules, Tree::of);
    }

    /** Any protocol, any port, any IPv4 address. */
    static SecurityGroupRule anything(World world, SecurityGroup group, boolean egress) {
        var rule = new SecurityGroupRule();
        rule.securityGroupRuleId = world.rules.newId();
        rule.groupId = group.groupId;
        rule.isEgress = egress;
        rule.ipProtocol = "-1";
        rule.cidrIpv4 = "0.0.0.0/0";
        return rule;
    }

    static SecurityGroupRule.Peer peer(SecurityGroup group) {
        return new SecurityGroupRule.Peer(group.groupId, World.ACCOUNT);
    }

    private ObjectNode authorize(Parameters in, boolean egress) {
        SecurityGroup group = world.groups.require(in.text("GroupId"));
        List<SecurityGroupRule> rules = read(in, group, egress);
        List<Tag> tags = Tagging.of(in, Kind.RULE);
        var seen = new ArrayList<>(ofGroup(group));
        for (SecurityGroupRule rule : rules) {
            if (seen.stream().anyMatch(rule::allowsSameAs)) {
                throw new ApiError(
                        "InvalidPermission.Duplicate",
                        "the specified rule \"peer: " + rule.peer() + ", "
                                + rule.ipProtocol.toUpperCase(Locale.ROOT) + ", from port: " + rule.fromPort
                                + ", to port: "
                                + rule.toPort + ", ALLOW\" already exists");
            }
            seen.add(rule);
        }
        if (seen.stream().filter(r -> r.isEgress == egress).count() > MAX_RULES) {
            throw new ApiError(
                    "RulesPerSecurityGroupLimitExceeded",
                    "The maximum number of rules per security group has" + " been reached.");
        }
        rules.forEach(rule -> cloud.create(world.rules, rule, tags, Duration.ZERO));
        return Tree.done().set("securityGroupRuleSet", Tree.MAPPER.valueToTree(rules));
    }

    private ObjectNode revoke(Parameters in, boolean egress) {
        SecurityGroup group = world.groups.require(in.text("GroupId"));
        var revoked = new ArrayList<SecurityGroupRule>();
        for (String id : in.list("SecurityGroupRuleId")) {
            SecurityGroupRule rule = world.rules.require(id);
            if (!rule.groupId.equals(group.groupId) || rule.isEgress != egress) {
                throw Kind.RULE.notFound(id);
            }
            revoked.add(rule);
        }
        if (revoked.isEmpty()) {
            for (SecurityGroupRule wanted : read(in, group, egress)) {
                revoked.add(ofGroup(group).stream()
                        .filter(wanted::allowsSameAs)
                        .findFirst()
                        .orElseThrow(() -> new ApiError(
                                "InvalidPermission.NotFound",
                                "The specified rule does not exist in this security group.")));
            }
        }
        revoked.forEach(world.rules::remove);
        return Tree.done();
    }

    private List<SecurityGroupRule> ofGroup(SecurityGroup group) {
        return world.rules.all().stream()
                .filter(r -> r.groupId.equals(group.groupId))
                .toList();
    }

    private List<SecurityGroupRule> read(Parameters in, SecurityGroup group, boolean egress) {
        var rules = new ArrayList<SecurityGroupRule>();
        if (in.has("CidrIp")) {
            rules.add(rule(in, group, egress, in, "CidrIp"));
        }
        for (Parameters permission : in.structs("IpPermissions")) {
            int before = rules.size();
            permission.structs("IpRanges").forEach(p -> rules.add(rule(permission, group, egress, p, "CidrIp")));
            permission.structs("Ipv6Ranges").forEach(p -> rules.add(rule(permission, group, egress, p, "CidrIpv6")));
            permission
                    .structs("PrefixListIds")
                    .forEach(p -> rules.add(rule(permission, group, egress, p, "PrefixListId")));
            permission.structs("Groups").forEach(p -> rules.add(rule(permission, group, egress, p, "GroupId")));
            if (rules.size() == before) {
                throw ApiError.missing("IpPermissions.IpRanges, Ipv6Ranges, PrefixListIds or Groups");
            }
        }
        if (rules.isEmpty()) {
            throw ApiError.missing("IpPermissions");
        }
        return rules;
    }

    private SecurityGroupRule rule(
            Parameters ports, SecurityGroup group, boolean egress, Parameters peer, String peerParameter) {
        SecurityGroupRule rule = anything(world, group, egress);
        rule.ipProtocol = protocol(ports);
        if (!rule.ipProtocol.equals("-1")) {
            boolean icmp = rule.ipProtocol.equals("icmp");
            rule.fromPort = ports.integer("FromPort", icmp ? -1 : 0);
            rule.toPort = ports.integer("ToPort", icmp ? -1 : 65535);
            if (!icmp && (rule.fromPort < 0 || rule.toPort > 65535 || rule.fromPort > rule.toPort)) {
                throw ApiError.invalidValue("Invalid value '" + rule.fromPort + "-" + rule.toPort + "' for port range."
                        + " Must be 0 to 65535, the lower one first.");
            }
        }
        rule.description = peer.find("Description");
        rule.cidrIpv4 = null;
        String value = peer.text(peerParameter);
        switch (peerParameter) {
            case "CidrIp" -> rule.cidrIpv4 = cidr(value);
            case "CidrIpv6" -> rule.cidrIpv6 = value;
            case "PrefixListId" -> {
                cloud.catalog().requirePrefixList(value);
                rule.prefixListId = value;
            }
            default -> {
                SecurityGroup other = world.groups.require(value);
                if (!other.vpcId.equals(group.vpcId)) {
                    throw new ApiError(
                            "InvalidGroup.NotFound",
                            "You have specified two resources that belong to" + " different networks.");
                }
                rule.referencedGroupInfo = peer(other);
            }
        }
        return rule;
    }

    private static String cidr(String text) {
        try {
            return Cidr.parse(text).toString();
        } catch (IllegalArgumentException e) {
            throw ApiError.invalidValue("CIDR block " + text + " is malformed");
        }
    }

    private static String protocol(Parameters in) {
        String protocol = in.text("IpProtocol");
        return switch (protocol) {
            case "tcp", "6" -> "tcp";
            case "udp", "17" -> "udp";
            case "icmp", "1" -> "icmp";
            case "-1", "all" -> "-1";
            default ->
                throw ApiError.invalidValue("Invalid value '" + protocol + "' for IP protocol. Unknown protocol.");
        };
    }
}
