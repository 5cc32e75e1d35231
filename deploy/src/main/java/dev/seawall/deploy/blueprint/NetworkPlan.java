package dev.seawall.deploy.blueprint;

import java.util.List;

/**
 * Which address every slot has in a VPC: it all follows from the blueprint, so nothing has to be discovered. Subnets are
 * /24s of the network: number z is the public one of the z-th zone, 128 + z its private one, z counted from 0. Slots are
 * dealt to the zones in turn; front door i is host 10 + i of its public subnet, worker j host 10 + j of its private one.
 * Immutable.
 *
 * @param network a /16 such as {@code 10.61.0.0/16}
 * @param zones letters, such as {@code a}
 */
public record NetworkPlan(String network, List<String> zones) {
    /** Where a worker listens for front doors, and for its own machine's questions. */
    public static final int WORKER_PORT = 9000;

    public static final int WORKER_ADMIN_PORT = 9100;

    /** Where a front door answers the operator. */
    public static final int FRONT_DOOR_ADMIN_PORT = 8900;

    private static final int PRIVATE = 128;
    private static final int FIRST_HOST = 10;

    public NetworkPlan {
        zones = List.copyOf(zones);
    }

    public static NetworkPlan of(Blueprint blueprint) {
        return new NetworkPlan(blueprint.network(), blueprint.zones());
    }

    /** The same plan in another network: a lab's. */
    public NetworkPlan in(String otherNetwork) {
        return new NetworkPlan(otherNetwork, zones);
    }

    public String publicSubnet(String zone) {
        return subnet(zones.indexOf(zone)) + ".0/24";
    }

    public String privateSubnet(String zone) {
        return subnet(PRIVATE + zones.indexOf(zone)) + ".0/24";
    }

    /** The zone of a slot, by its number within its role, from 1. */
    public String zone(int number) {
        return zones.get(zoneIndex(number));
    }

    /** The private address of a slot, by its number within its role, from 1. */
    public String address(Role role, int number) {
        int subnet = zoneIndex(number) + (role == Role.WORKER ? PRIVATE : 0);
        return subnet(subnet) + "." + (FIRST_HOST + number);
    }

    private int zoneIndex(int number) {
        return (number - 1) % zones.size();
    }

    private String subnet(int third) {
        return network.substring(0, network.indexOf(".0.0/16")) + "." + third;
    }
}
