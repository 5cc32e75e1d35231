package dev.seawall.deploy.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * What EC2 described of a deployment: all that bears its tag, and all else in its VPC, for tags get lost. A few filtered
 * descriptions side by side, however large the deployment is. Immutable.
 *
 * @param s3PrefixList the id of the list of S3's addresses in this region
 */
record Inventory(
        List<Vpc> vpcs,
        List<InternetGateway> gateways,
        List<Subnet> subnets,
        List<RouteTable> routeTables,
        List<VpcEndpoint> endpoints,
        List<SecurityGroup> groups,
        List<Volume> volumes,
        List<Instance> instances,
        List<Address> addresses,
        String s3PrefixList) {

    /** EC2 takes up to 200 values for a filter. */
    private static final int MOST_VALUES = 100;

    static Inventory take(Ec2Client ec2, String deployment, String region) {
        try (var threads = Threads.perTask()) {
            return new Taking(ec2, Filters.tag(Labels.DEPLOYMENT, deployment), threads).all(region);
        } catch (SdkException e) {
            throw unseen(deployment, region, e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof SdkException cause ? unseen(deployment, region, cause) : e;
        }
    }

    private static CloudFailure unseen(String deployment, String region, SdkException cause) {
        return AwsErrors.failure("see what there is of " + deployment + " in " + region, cause);
    }

    /** The descriptions under way. */
    private record Taking(Ec2Client ec2, Filter tagged, ExecutorService threads) {
        Inventory all(String region) {
            var prefixLists = threads.submit(() -> ec2.describePrefixLists(
                            r -> r.filters(Filters.of("prefix-list-name", "com.amazonaws." + region + ".s3")))
                    .prefixLists());
            // A VPC whose tags are lost is known by the subnets in it.
            List<String> withSubnets = ec2.describeSubnetsPaginator(r -> r.filters(tagged)).subnets().stream()
                    .map(Subnet::vpcId)
                    .distinct()
                    .toList();
            var vpcs = both(
                    "vpc-id",
                    withSubnets,
                    Vpc::vpcId,
                    f -> ec2.describeVpcsPaginator(r -> r.filters(f)).vpcs().stream());
            List<String> inVpc = got(vpcs).stream().map(Vpc::vpcId).toList();
            var gateways = both(
                    "attachment.vpc-id",
                    inVpc,
                    InternetGateway::internetGatewayId,
                    f -> ec2.describeInternetGatewaysPaginator(r -> r.filters(f)).internetGateways().stream());
            var subnets = both(
                    "vpc-id",
                    inVpc,
                    Subnet::subnetId,
                    f -> ec2.describeSubnetsPaginator(r -> r.filters(f)).subnets().stream());
            var tables = both(
                    "vpc-id",
                    inVpc,
                    RouteTable::routeTableId,
                    f -> ec2.describeRouteTablesPaginator(r -> r.filters(f)).routeTables().stream());
            var endpoints = both(
                    "vpc-id",
                    inVpc,
                    VpcEndpoint::vpcEndpointId,
                    f -> ec2.describeVpcEndpointsPaginator(r -> r.filters(f)).vpcEndpoints().stream());
            var groups = both(
                    "vpc-id",
                    inVpc,
                    SecurityGroup::groupId,
                    f -> ec2.describeSecurityGroupsPaginator(r -> r.filters(f)).securityGroups().stream());
            var instances = both(
                    "vpc-id",
                    inVpc,
                    Instance::instanceId,
                    f -> ec2.describeInstancesPaginator(r -> r.filters(f)).reservations().stream()
                            .flatMap(reservation -> reservation.instances().stream()));
            List<String> living =
                    got(instances).stream().map(Instance::instanceId).toList();
            var volumes = both(
                    "attachment.instance-id",
                    living,
                    Volume::volumeId,
                    f -> ec2.describeVolumesPaginator(r -> r.filters(f)).volumes().stream());
            var addresses = both(
                    "instance-id",
                    living,
                    Address::allocationId,
                    f -> ec2.describeAddresses(r -> r.filters(f)).addresses().stream());
            String prefixList = got(prefixLists).isEmpty()
                    ? ""
                    : got(prefixLists).getFirst().prefixListId();
            return new Inventory(
                    got(vpcs),
                    got(gateways),
                    got(subnets),
                    got(tables),
                    got(endpoints),
                    got(groups),
                    got(volumes),
                    got(instances),
                    got(addresses),
                    prefixList);
        }

        /** All that bears the tag, and all that a filter finds by where it is; each once, sorted by id. */
        private <T> Future<List<T>> both(
                String where, List<String> values, Function<T, String> id, Function<Filter, Stream<T>> describe) {
            List<Filter> filters = new ArrayList<>(List.of(tagged));
            for (int from = 0; from < values.size(); from += MOST_VALUES) {
                filters.add(Filters.of(where, values.subList(from, Math.min(values.size(), from + MOST_VALUES))));
            }
            List<Future<List<T>>> asked = filters.stream()
                    .map(filter -> threads.submit(() -> describe.apply(filter).toList()))
                    .toList();
            return threads.submit(() -> {
                Map<String, T> found = new LinkedHashMap<>();
                asked.stream().flatMap(one -> got(one).stream()).forEach(one -> found.putIfAbsent(id.apply(one), one));
                return List.copyOf(found.values());
            });
        }

        private static <T> T got(Future<T> future) {
            return Waiting.result(future);
        }
    }
}
