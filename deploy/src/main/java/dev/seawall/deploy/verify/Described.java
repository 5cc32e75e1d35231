package dev.seawall.deploy.verify;

import java.util.List;
import java.util.Optional;

/**
 * What EC2 says of a deployment: all that is in its network, whether it bears the deployment's tags or not, and all that
 * bears them. A name is that of the tag {@code seawall:name}, empty without one. Immutable.
 *
 * @param s3PrefixList the id of the list of S3's addresses in the region
 */
public record Described(
        List<Instance> instances,
        List<Interface> interfaces,
        List<Subnet> subnets,
        List<RouteTable> routeTables,
        List<Group> groups,
        List<Volume> volumes,
        List<Address> addresses,
        String s3PrefixList) {

    /** {@code live}: neither terminated nor about to be. */
    public record Instance(
            String id,
            String name,
            boolean live,
            boolean metadataTokensRequired,
            String subnetId,
            String privateAddress) {
        public String label() {
            return Described.label(name, id);
        }
    }

    /** What is attached to a network; an instance may have several. Empty where there is no such thing. */
    public record Interface(
            String id,
            String instanceId,
            String subnetId,
            List<String> addresses,
            String publicAddress,
            List<String> groups) {}

    public record Subnet(String id, String name, String vpcId, boolean givesPublicAddresses) {
        String label() {
            return Described.label(name, id);
        }
    }

    /** {@code main}: followed by every subnet of its VPC that follows no other. */
    public record RouteTable(
            String id, String name, String vpcId, boolean main, List<String> subnetIds, List<Route> routes) {
        public String label() {
            return Described.label(name, id);
        }
    }

    /** {@code via} is the id of what it leads through, or {@code local}. */
    public record Route(String destination, String via) {}

    public record Group(String id, String name, List<Rule> rules) {
        public String label() {
            return Described.label(name, id);
        }
    }

    /**
     *      * One thing that a group lets in or out.
     *      *
     * @param protocol {@code tcp}, …, or {@code -1} for all of them
     * @param from -1 where the protocol has no ports
     * @param peer a network, or the id of a group or a prefix list
     */
    public record Rule(boolean ingress, String protocol, int from, int to, String peer) {
        boolean isOnly(String itsProtocol, int port, String itsPeer) {
            return protocol.equals(itsProtocol) && from == port && to == port && peer.equals(itsPeer);
        }

        public boolean covers(int port) {
            return protocol.equals("-1") || (from <= port && port <= to) || from < 0;
        }

        /** {@code tcp 9000 from sg-…}. */
        public String text() {
            String what = protocol.equals("-1")
                    ? "everything"
                    : protocol + (from < 0 ? "" : from == to ? " " + from : " " + from + "-" + to);
            return what + (ingress ? " from " : " to ") + peer;
        }
    }

    /** {@code holder} is the id of the instance it is attached to, empty when there is none. */
    public record Volume(String id, String name, boolean encrypted, String holder, boolean goesWithItsInstance) {
        public boolean holdsData() {
            return name.endsWith("-volume");
        }

        String label() {
            return Described.label(name, id);
        }
    }

    public record Address(String id, String name, String address, String holder) {}

    static String label(String name, String id) {
        return name.isEmpty() ? id : name + " (" + id + ")";
    }

    Optional<Instance> live(String name) {
        return instances.stream()
                .filter(one -> one.live() && one.name().equals(name))
                .findFirst();
    }

    /** What a person would call an id. */
    public String labelOf(String id) {
        return instances.stream()
                .filter(one -> one.id().equals(id))
                .map(Instance::label)
                .findFirst()
                .or(() -> groups.stream()
                        .filter(one -> one.id().equals(id))
                        .map(Group::label)
                        .findFirst())
                .orElse(id);
    }
}
