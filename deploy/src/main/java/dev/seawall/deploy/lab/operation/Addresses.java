package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Address;
import dev.seawall.deploy.lab.world.Cidr;
import dev.seawall.deploy.lab.world.Instance;
import dev.seawall.deploy.lab.world.InstanceState;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.NetworkInterface;
import dev.seawall.deploy.lab.world.Shelf;
import dev.seawall.deploy.lab.world.World;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Elastic IPs, five a region, and the public addresses that come and go with instances. The world's lock. */
final class Addresses {
    private static final int QUOTA = 5;
    private static final Listing LISTING = new Listing("AllocationId", "addressesSet", """
            allocation-id association-id domain instance-id public-ip network-interface-id
            private-ip-address""");

    private final Cloud cloud;
    private final World world;

    Addresses(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add("AllocateAddress", "Domain TagSpecification", this::allocate);
        table.add(
                "AssociateAddress", "AllocationId! InstanceId NetworkInterfaceId AllowReassociation", this::associate);
        table.add("DisassociateAddress", "AssociationId!", this::disassociate);
        table.add("ReleaseAddress", "AllocationId!", this::release);
        table.add("DescribeAddresses", "AllocationId PublicIp Filter", this::describe);
    }

    static String dnsName(String publicIp) {
        return "ec2-" + publicIp.replace('.', '-') + ".compute-1.amazonaws.com";
    }

    static @Nullable Address of(World world, NetworkInterface network) {
        return world.addresses.all().stream()
                .filter(a -> network.networkInterfaceId.equals(a.networkInterfaceId))
                .findFirst()
                .orElse(null);
    }

    /** The address the world sees: an Elastic IP goes before a passing one. */
    static @Nullable String publicIpOf(World world, NetworkInterface network) {
        Address address = of(world, network);
        return address != null ? address.publicIp : network.passingPublicIp;
    }

    static String freePublicIp(Cloud cloud) {
        var taken = new HashSet<String>();
        cloud.world().addresses.all().forEach(a -> taken.add(a.publicIp));
        cloud.world().interfaces.all().forEach(i -> taken.add(String.valueOf(i.passingPublicIp)));
        Cidr pool = cloud.publicPool();
        for (int n = 1; n < pool.size() - 1; n++) {
            String candidate = Cidr.text(pool.host(n));
            if (!taken.contains(candidate)) {
                return candidate;
            }
        }
        throw new ApiError("InsufficientAddressCapacity", "Not enough addresses available in " + pool);
    }

    private ObjectNode allocate(Parameters in) {
        in.oneOf("Domain", "vpc", Set.of("vpc"));
        if (world.addresses.all().size() >= QUOTA) {
            throw new ApiError("AddressLimitExceeded", "The maximum number of addresses has been reached.");
        }
        var address = new Address();
        address.allocationId = world.addresses.newId();
        address.publicIp = freePublicIp(cloud);
        address.networkBorderGroup = cloud.catalog().region();
        cloud.create(world.addresses, address, Tagging.of(in, Kind.ADDRESS), Duration.ZERO);
        ObjectNode answer = Tree.of(address);
        answer.remove("tagSet");
        return answer;
    }

    private ObjectNode associate(Parameters in) {
        Address address = world.addresses.require(in.text("AllocationId"));
        NetworkInterface network = target(in);
        if (!InternetGateways.hasGateway(world, network.vpcId)) {
            throw new ApiError(
                    "Gateway.NotAttached", "Network " + network.vpcId + " is not attached to any internet gateway");
        }
        Address other = of(world, network);
        if (address.equals(other)) {
            return answer(address);
        }
        if (!in.flag("AllowReassociation", true)) {
            for (Address each : new Address[] {address, other}) {
                if (each != null && each.isAssociated()) {
                    throw new ApiError(
                            "Resource.AlreadyAssociated",
                            "resource " + each.allocationId + " is already" + " associated with associate-id "
                                    + each.associationId);
                }
            }
        }
        if (other != null) {
            free(other, cloud);
        }
        free(address, cloud);
        address.associationId = Shelf.newId("eipassoc");
        address.networkInterfaceId = network.networkInterfaceId;
        address.networkInterfaceOwnerId = World.ACCOUNT;
        address.privateIpAddress = network.privateIpAddress;
        address.instanceId = network.attachment.instanceId();
        network.passingPublicIp = null;
        cloud.machines().associate(network.attachment.instanceId(), address.publicIp);
        return answer(address);
    }

    private static ObjectNode answer(Address address) {
        return Tree.done().put("associationId", address.associationId);
    }

    private NetworkInterface target(Parameters in) {
        if (in.has("NetworkInterfaceId")) {
            return world.interfaces.require(in.text("NetworkInterfaceId"));
        }
        Instance instance = world.instances.require(in.text("InstanceId"));
        if (!instance.is(InstanceState.RUNNING) && !instance.is(InstanceState.STOPPED)) {
            throw new ApiError(
                    "InvalidInstanceID",
                    "The " + instance.instanceState.name() + " instance '" + instance.instanceId
                            + "' is not in a valid state for this operation.");
        }
        return Objects.requireNonNull(Instances.interfaceOf(world, instance), "a living instance has an interface");
    }

    private ObjectNode disassociate(Parameters in) {
        String id = in.text("AssociationId");
        Address address = world.addresses.all().stream()
                .filter(a -> id.equals(a.associationId))
                .findFirst()
                .orElseThrow(() -> new ApiError(
                        "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist"));
        free(address, cloud);
        return Tree.done();
    }

    /** Takes the address from whatever has it. */
    static void free(Address address, Cloud cloud) {
        if (address.instanceId != null) {
            cloud.machines().disassociate(address.instanceId, address.publicIp);
        }
        address.associationId = null;
        address.instanceId = null;
        address.networkInterfaceId = null;
        address.networkInterfaceOwnerId = null;
        address.privateIpAddress = null;
    }

    private ObjectNode release(Parameters in) {
        Address address = world.addresses.require(in.text("AllocationId"));
        if (address.isAssociated()) {
            throw new ApiError("InvalidIPAddress.InUse", "Address " + address.publicIp + " is in use.");
        }
        world.addresses.remove(address);
        return Tree.done();
    }

    private ObjectNode describe(Parameters in) {
        List<String> wanted = in.list("PublicIp");
        for (String ip : wanted) {
            if (world.addresses.all().stream().noneMatch(a -> a.publicIp.equals(ip))) {
                throw new ApiError("InvalidAddress.NotFound", "Address '" + ip + "' not found.");
            }
        }
        return LISTING.page(
                in,
                world.addresses.named(in.list("AllocationId")).stream()
                        .filter(a -> wanted.isEmpty() || wanted.contains(a.publicIp))
                        .map(Tree::of)
                        .toList());
    }
}
