package dev.seawall.deploy.flood.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Says whether an attack may begin. All of this must hold, and no option, property or variable changes it:
 *
 * <ol>
 *   <li>the target is one of the lab's own addresses, 203.0.113.0/24 (RFC 5737) or 10.61.0.0/16;
 *   <li>rate, time and connections are within bounds;
 *   <li>this process is in another network namespace than the first process it can see. In a sandbox that is the
 *       sandbox's holder; outside of one it is this computer's first process, in this computer's network;
 *   <li>the file {@value #MARKER}, which the lab writes in its sandbox's own /run, lists this network namespace as
 *       {@code bots};
 *   <li>but for the loopback, every interface here has addresses of 192.0.2.0/24 (RFC 5737) only: none leads out.
 * </ol>
 *
 * <p>Stateless.
 */
final class LabOnly {
    private static final String MARKER = "/run/seawall-lab";
    private static final String PLACE = "bots";
    private static final int LONGEST_SECONDS = 600;
    private static final int MOST_CONNECTIONS = 50_000;

    private LabOnly() {}

    /**
     * Returns when the attack may begin.
     *
     * @throws Refusal when it must not
     */
    static void check(Orders orders) throws Refusal {
        byte[] target = orders.target().getAddress().getAddress();
        demand(
                isWithin(target, 203, 0, 113) || isWithin(target, 10, 61),
                "the target " + orders.target().getAddress().getHostAddress()
                        + " is none of the lab's addresses, 203.0.113.0/24 and 10.61.0.0/16");
        bound("--rate of " + orders.kind().label(), orders.rate(), orders.kind().highestRate);
        bound("--seconds", orders.seconds(), LONGEST_SECONDS);
        bound("--connections", orders.connections(), MOST_CONNECTIONS);

        try {
            String here = networkOf("self");
            demand(
                    !here.equals(networkOf("1")),
                    "this is the network of the first process that can be seen from here: this computer's, or a"
                            + " sandbox's own, not one that the lab made for attackers");
            demand(
                    placesOf(here).equals(List.of(PLACE)),
                    "this network namespace, " + here + ", is not listed as " + PLACE + " in " + MARKER);
            demand(
                    NetworkInterface.networkInterfaces().allMatch(LabOnly::leadsNowhereElse),
                    "an interface here has an address outside of 192.0.2.0/24, so it may lead out of the lab");
        } catch (IOException e) {
            throw new Refusal("what shows that this is the lab could not be read: " + e);
        }
    }

    private static boolean isWithin(byte[] address, int... prefix) {
        boolean within = address.length == 4;
        for (int i = 0; within && i < prefix.length; i++) {
            within = (address[i] & 0xff) == prefix[i];
        }
        return within;
    }

    private static void bound(String what, long asked, long most) throws Refusal {
        demand(asked >= 1 && asked <= most, what + " must be 1 to " + most + ", not " + asked);
    }

    /** Such as {@code 4026532610}: the inode that stands for a process's network namespace. */
    private static String networkOf(String process) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", process, "ns/net"))
                .toString()
                .replaceAll("\\D", "");
    }

    /** The names under which the marker lists a namespace: after the sandbox's token, lines {@code inode name …}. */
    private static List<String> placesOf(String inode) throws IOException {
        return Files.readAllLines(Path.of(MARKER)).stream()
                .skip(1)
                .map(line -> List.of(line.split(" ", -1)))
                .filter(words -> words.size() >= 2 && words.getFirst().equals(inode))
                .map(words -> words.get(1))
                .toList();
    }

    private static boolean leadsNowhereElse(NetworkInterface one) {
        return one.inetAddresses()
                .map(InetAddress::getAddress)
                .allMatch(address -> isWithin(address, 192, 0, 2) || isLoopback(address));
    }

    private static boolean isLoopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }

    private static void demand(boolean holds, String otherwise) throws Refusal {
        if (!holds) {
            throw new Refusal(otherwise);
        }
    }
}
