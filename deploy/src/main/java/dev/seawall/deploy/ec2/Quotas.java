package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.Change;
import dev.seawall.deploy.plan.Change.Action;
import dev.seawall.deploy.plan.CloudPlan;
import dev.seawall.deploy.plan.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/**
 * Whether a plan fits into what the account may have: Elastic IPs, and, where EC2 tells it, instances. Quotas of vCPUs are
 * kept by another service, Service Quotas; what EC2 doesn't tell is said. Immutable.
 */
record Quotas(CloudTarget target, Ec2Client ec2) {
    /** Sentences: first what doesn't fit, then what could not be told. */
    List<String> check(CloudPlan plan) {
        List<String> sentences = new ArrayList<>();
        addresses(plan, sentences);
        instances(plan, sentences);
        return List.copyOf(sentences);
    }

    private static long created(CloudPlan plan, Kind kind) {
        return plan.changes().stream()
                .filter(change -> change.kind() == kind && change.action() == Action.CREATE)
                .count();
    }

    private OptionalInt limit(String attribute) {
        return Ec2Account.ask("learn the account's quota " + attribute, () -> ec2.describeAccountAttributes())
                .accountAttributes()
                .stream()
                .filter(one -> one.attributeName().equals(attribute))
                .flatMap(one -> one.attributeValues().stream())
                .mapToInt(value -> Integer.parseInt(value.attributeValue()))
                .findFirst();
    }

    private void addresses(CloudPlan plan, List<String> sentences) {
        long wanted = created(plan, Kind.ADDRESS);
        if (wanted == 0) {
            return;
        }
        OptionalInt limit = limit("vpc-max-elastic-ips");
        int used = Ec2Account.ask("count the account's public addresses", () -> ec2.describeAddresses())
                .addresses()
                .size();
        if (limit.isPresent() && used + wanted > limit.getAsInt()) {
            sentences.add("public addresses: " + wanted + " more are needed, and " + used + " of the account's "
                    + limit.getAsInt() + " in " + target.connection().region()
                    + " are in use; release some, or ask for more (Service Quotas, EC2-VPC Elastic IPs)");
        } else if (limit.isEmpty()) {
            sentences.add("public addresses: EC2 doesn't tell how many the account may have; " + used + " are in use, "
                    + wanted + " more are needed");
        }
    }

    private void instances(CloudPlan plan, List<String> sentences) {
        List<Change> launches = plan.changes().stream()
                .filter(change -> change.kind() == Kind.INSTANCE && change.action() == Action.CREATE)
                .toList();
        if (launches.isEmpty()) {
            return;
        }
        int processors = launches.stream()
                .mapToInt(change -> processors(change.asWanted().attribute("type")))
                .sum();
        OptionalInt limit = limit("max-instances");
        long running = Ec2Account.ask(
                "count the account's instances", () -> ec2.describeInstancesPaginator().reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .filter(one -> one.state().name() == InstanceStateName.RUNNING
                                || one.state().name() == InstanceStateName.PENDING)
                        .count());
        if (limit.isPresent() && running + launches.size() > limit.getAsInt()) {
            sentences.add("instances: " + launches.size() + " more are needed, and " + running + " of "
                    + limit.getAsInt() + " in " + target.connection().region() + " run; EC2 counts vCPUs ("
                    + processors + " more) and may refuse: ask for more (Service Quotas, Running On-Demand Standard)");
        }
    }

    private int processors(String type) {
        return Ec2Account.ask(
                        "learn what " + type + " is",
                        () -> ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings(type)))
                .instanceTypes()
                .stream()
                .map(InstanceTypeInfo::vCpuInfo)
                .mapToInt(info -> info.defaultVCpus())
                .findFirst()
                .orElse(0);
    }
}
