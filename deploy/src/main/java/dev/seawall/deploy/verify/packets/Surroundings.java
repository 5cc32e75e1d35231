package dev.seawall.deploy.verify.packets;

import dev.seawall.deploy.verify.packets.Place.Outsider;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is around a deployment's instances, and not in EC2's description of it.
 *
 * @param outsiders the Internet, the operator
 * @param s3 the address at which instances find it, through their network's endpoint; empty when that is on no wire
 * @param routed from a public address as EC2 tells it to the one that packets are sent to
 * @param volumeServers where each attached volume is served, by its id; a volume without an entry is on no wire
 */
public record Surroundings(
        List<Outsider> outsiders, String s3, UnaryOperator<String> routed, Map<String, Server> volumeServers) {
    /** Where a volume is served. */
    public record Server(String address, int port) {}

    public Surroundings {
        outsiders = List.copyOf(outsiders);
        volumeServers = Map.copyOf(volumeServers);
    }
}
