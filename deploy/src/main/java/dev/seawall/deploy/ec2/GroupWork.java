package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.SeenResource;
import dev.seawall.deploy.plan.WantedResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Builds and mends security groups. Rules refer to other groups, so all groups are made first. Thread-safe. */
record GroupWork(Site site) {
    String create(WantedResource wanted) {
        String name = wanted.name();
        return site.createOnce(name, () -> LookUp.group(site, name), () -> site.once()
                .createSecurityGroup(r -> r.groupName(name)
                        .description(site.target().deployment() + " " + name)
                        .vpcId(site.id(Topology.VPC))
                        .tagSpecifications(site.tags(ResourceType.SECURITY_GROUP, name)))
                .groupId());
    }

    /** Brings the rules to what is wanted, whatever they are: first takes away, then adds. */
    String rules(WantedResource wanted, Set<Rule> rules) {
        String id = site.id(wanted.name());
        SecurityGroup group = site.waiting()
                .visible(() -> site.ec2().describeSecurityGroups(r -> r.groupIds(id)))
                .securityGroups()
                .getFirst();
        var names = Names.reversed(site.ids());
        List<Rule> now = Stream.concat(
                        group.ipPermissions().stream().flatMap(p -> Rule.of(true, p, names)),
                        group.ipPermissionsEgress().stream().flatMap(p -> Rule.of(false, p, names)))
                .toList();
        List<Rule> tooMany = now.stream().filter(rule -> !rules.contains(rule)).toList();
        List<Rule> missing = rules.stream().filter(rule -> !now.contains(rule)).toList();
        tooMany.forEach(rule -> revoke(id, rule));
        missing.forEach(rule -> authorize(id, rule));
        return tooMany.isEmpty() && missing.isEmpty()
                ? "as wanted"
                : "added " + missing.size() + ", took away " + tooMany.size();
    }

    private void authorize(String group, Rule rule) {
        IpPermission permission = rule.permission(site.ids());
        try {
            site.waiting().visible(() -> {
                if (rule.inwards()) {
                    site.ec2()
                            .authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(permission));
                } else {
                    site.ec2()
                            .authorizeSecurityGroupEgress(r -> r.groupId(group).ipPermissions(permission));
                }
                return "";
            });
        } catch (SdkException e) {
            if (!AwsErrors.existsAlready(e)) {
                throw AwsErrors.failure("let " + rule.sentence() + " at " + group, e);
            }
        }
    }

    private void revoke(String group, Rule rule) {
        IpPermission permission = rule.permission(site.ids());
        try {
            if (rule.inwards()) {
                site.ec2().revokeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(permission));
            } else {
                site.ec2().revokeSecurityGroupEgress(r -> r.groupId(group).ipPermissions(permission));
            }
        } catch (SdkException e) {
            if (!AwsErrors.isNotFound(e)) {
                throw AwsErrors.failure("take away " + rule.sentence() + " from " + group, e);
            }
        }
    }

    /** Takes away every rule that refers to another of these groups: such rules keep both from being deleted. */
    String revokeReferences(List<SeenResource> groups) {
        int revoked = 0;
        var ids = groups.stream().map(SeenResource::id).toList();
        var found = site.ec2()
                .describeSecurityGroups(r -> r.filters(Filters.of("group-id", ids)))
                .securityGroups();
        for (SecurityGroup group : found) {
            List<Rule> rules = Stream.concat(
                            group.ipPermissions().stream().flatMap(p -> Rule.of(true, p, Map.of())),
                            group.ipPermissionsEgress().stream().flatMap(p -> Rule.of(false, p, Map.of())))
                    .filter(rule -> rule.peer().startsWith("sg-"))
                    .toList();
            rules.forEach(rule -> revoke(group.groupId(), rule));
            revoked += rules.size();
        }
        return "revoked " + revoked;
    }
}
