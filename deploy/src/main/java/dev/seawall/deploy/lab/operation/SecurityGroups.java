package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.SecurityGroup;
import dev.seawall.deploy.lab.world.SecurityGroupRule;
import dev.seawall.deploy.lab.world.Vpc;
import dev.seawall.deploy.lab.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Security groups: named sets of rules, kept while anything refers to them. The world's lock. */
final class SecurityGroups {
    private static final Listing LISTING = new Listing("GroupId", "securityGroupInfo", """
            group-id group-name vpc-id description=groupDescription owner-id
            ip-permission.cidr=ipPermissions.ipRanges.cidrIp
            ip-permission.group-id=ipPermissions.groups.groupId
            ip-permission.from-port=ipPermissions.fromPort
            ip-permission.to-port=ipPermissions.toPort""");

    private final Cloud cloud;
    private final World world;

    SecurityGroups(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add("CreateSecurityGroup", "GroupName! GroupDescription! VpcId! TagSpecification", this::create);
        table.add("DeleteSecurityGroup", "GroupId!", this::delete);
        table.add("DescribeSecurityGroups", LISTING.parameters() + " GroupName", this::describe);
    }

    private ObjectNode create(Parameters in) {
        Vpc vpc = world.vpcs.require(in.text("VpcId"));
        String name = in.text("GroupName");
        if (name.length() > 255 || name.startsWith("sg-") || !name.matches("[\\w ._\\-:/()#,@\\[\\]+=&;{}!$*]+")) {
            throw ApiError.invalidValue("Value (" + name + ") for parameter groupName is invalid. Character sets beyond"
                    + " ASCII, and names like sg-…, are not supported.");
        }
        if (name.equals("default")) {
            throw new ApiError("InvalidGroup.Reserved", "The security group 'default' is reserved");
        }
        if (world.groups.all().stream().anyMatch(g -> g.vpcId.equals(vpc.vpcId) && g.groupName.equals(name))) {
            throw new ApiError(
                    "InvalidGroup.Duplicate",
                    "The security group '" + name + "' already exists for VPC '" + vpc.vpcId + "'");
        }
        var group = new SecurityGroup();
        group.groupId = world.groups.newId();
        group.groupName = name;
        group.groupDescription = in.text("GroupDescription");
        group.vpcId = vpc.vpcId;
        cloud.create(world.groups, group, Tagging.of(in, Kind.GROUP), Duration.ZERO);
        world.rules.add(SecurityGroupRules.anything(world, group, true));
        return Tree.done().put("groupId", group.groupId).set("tagSet", Tree.MAPPER.valueToTree(group.tagSet));
    }

    private ObjectNode delete(Parameters in) {
        SecurityGroup group = world.groups.require(in.text("GroupId"));
        if (group.groupName.equals("default")) {
            throw new ApiError(
                    "CannotDelete",
                    "the specified group: \"" + group.groupId + "\" name: \"default\" cannot be deleted by a user");
        }
        boolean guards = world.interfaces.all().stream().anyMatch(i -> i.groupSet.contains(group.ref()));
        boolean isPeer = world.rules.all().stream()
                .anyMatch(r -> !r.groupId.equals(group.groupId) && r.peer().equals(group.groupId));
        if (guards || isPeer) {
            throw ApiError.dependency("resource " + group.groupId + " has a dependent object");
        }
        remove(world, group);
        return Tree.done();
    }

    /** The group and its rules. */
    static void remove(World world, SecurityGroup group) {
        world.rules.all().stream().filter(r -> r.groupId.equals(group.groupId)).forEach(world.rules::remove);
        world.groups.remove(group);
    }

    private ObjectNode describe(Parameters in) {
        var names = in.list("GroupName");
        for (String name : names) {
            if (world.groups.all().stream().noneMatch(g -> g.groupName.equals(name))) {
                throw new ApiError("InvalidGroup.NotFound", "The security group '" + name + "' does not exist");
            }
        }
        return LISTING.page(
                in,
                world.groups.named(in.list("GroupId")).stream()
                        .filter(g -> names.isEmpty() || names.contains(g.groupName))
                        .map(this::view)
                        .toList());
    }

    private ObjectNode view(SecurityGroup group) {
        ObjectNode tree = Tree.of(group);
        tree.set("ipPermissions", permissions(group, false));
        return tree.set("ipPermissionsEgress", permissions(group, true));
    }

    /** The older way to see rules: peers gathered by protocol and ports. */
    private ArrayNode permissions(SecurityGroup group, boolean egress) {
        var gathered = new LinkedHashMap<String, ObjectNode>();
        for (SecurityGroupRule rule : world.rules.all()) {
            if (rule.groupId.equals(group.groupId) && rule.isEgress == egress) {
                String ports = rule.ipProtocol + " " + rule.fromPort + " " + rule.toPort;
                ObjectNode permission = gathered.computeIfAbsent(ports, p -> permission(rule));
                ObjectNode peer = peer(rule);
                if (rule.description != null) {
                    peer.put("description", rule.description);
                }
                ((ArrayNode) permission.path(list(rule))).add(peer);
            }
        }
        return Tree.list().addAll(gathered.values());
    }

    private static ObjectNode permission(SecurityGroupRule rule) {
        ObjectNode permission = Tree.answer("ipProtocol", rule.ipProtocol);
        if (!rule.ipProtocol.equals("-1")) {
            permission.put("fromPort", rule.fromPort).put("toPort", rule.toPort);
        }
        permission.set("groups", Tree.list());
        permission.set("ipRanges", Tree.list());
        permission.set("ipv6Ranges", Tree.list());
        return permission.set("prefixListIds", Tree.list());
    }

    private static String list(SecurityGroupRule rule) {
        if (rule.referencedGroupInfo != null) {
            return "groups";
        }
        return rule.cidrIpv4 != null ? "ipRanges" : rule.cidrIpv6 != null ? "ipv6Ranges" : "prefixListIds";
    }

    private static ObjectNode peer(SecurityGroupRule rule) {
        if (rule.referencedGroupInfo != null) {
            return Tree.of(rule.referencedGroupInfo);
        }
        String field = rule.cidrIpv4 != null ? "cidrIp" : rule.cidrIpv6 != null ? "cidrIpv6" : "prefixListId";
        return Tree.answer(field, rule.peer());
    }
}
