package dev.seawall.deploy.lab.fabric;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that lay the fabric's wires: namespaces, veth pairs, the bridge, shapers, routes. What it makes and in
 * which order is the result of trying; each oddity is said where it is. Not thread-safe.
 */
final class Wiring {
    private static final String BRIDGE = "br0";
    private static final String ROUTER = Fabric.ROUTER;

    /** Given, or it would be the lowest of its ports', and change under everybody's ARP cache when a port comes. */
    private static final String BRIDGE_ADDRESS = "02:00:0a:3d:ff:fe";

    private final Shell shell;

    Wiring(Shell shell) {
        this.shell = shell;
    }

    /** IPv6 off: its neighbour discovery would be noise on the shaped link. */
    void space(String name) throws FabricException, InterruptedException {
        shell.make("ip", "netns", "add", name);
        shell.tell(
                name,
                "sysctl",
                "-qw",
                "net.ipv6.conf.all.disable_ipv6=1",
                "net.ipv6.conf.default.disable_ipv6=1",
                "net.ipv4.conf.all.send_redirects=0",
                "net.ipv4.conf.default.send_redirects=0",
                "net.ipv4.conf.all.rp_filter=0",
                "net.ipv4.conf.default.rp_filter=0",
                // The same everywhere, whatever this computer's own is: reno is always allowed in a namespace.
                "net.ipv4.tcp_congestion_control=reno");
        shell.batch(name, "ip", List.of("link set lo up"));
    }

    void router(String address) throws FabricException, InterruptedException {
        shell.tell(ROUTER, "sysctl", "-qw", "net.ipv4.ip_forward=1");
        shell.batch(
                ROUTER,
                "ip",
                List.of(
                        "link add " + BRIDGE + " address " + BRIDGE_ADDRESS + " type bridge",
                        "link set " + BRIDGE + " up",
                        "addr add " + address + " dev " + BRIDGE,
                        "route add unreachable 203.0.113.0/24"));
    }

    /** A node of the lab's Internet, on a link of its own. */
    void beyond(String name, String gateway, String address) throws FabricException, InterruptedException {
        String device = "r-" + name;
        pair(ROUTER, device, name, "eth0");
        shell.batch(ROUTER, "ip", List.of("addr add " + gateway + "/24 dev " + device, "link set " + device + " up"));
        shell.batch(
                name,
                "ip",
                List.of(
                        "addr add " + address + "/24 dev eth0",
                        "link set eth0 up",
                        "route add default via " + gateway));
    }

    void instance(Node node, String prefix, String gateway, Shape shape) throws FabricException, InterruptedException {
        String device = device(node);
        pair(ROUTER, device, node.name(), "eth0");
        shell.batch(ROUTER, "tc", shape.disciplines(device));
        shell.batch(node.name(), "tc", shape.disciplines("eth0"));
        shell.batch(ROUTER, "ip", List.of("link set " + device + " master " + BRIDGE, "link set " + device + " up"));
        shell.batch(
                node.name(),
                "ip",
                List.of(
                        "addr add " + node.address() + prefix + " dev eth0",
                        "link set eth0 up",
                        "route add default via " + gateway));
    }

    /** Of the router's end: a device's name has 15 characters at most. */
    static String device(Node node) {
        String[] bytes = node.address().split("\\.", -1);
        return "v" + bytes[2] + "-" + bytes[3];
    }

    /** Without segmentation offload: a shaper would see packets of 64 KiB. */
    private void pair(String first, String device, String second, String other)
            throws FabricException, InterruptedException {
        shell.make("ip", "link", "add", device, "netns", first, "type", "veth", "peer", "name", other, "netns", second);
        shell.tell(first, "ethtool", "-K", device, "tso", "off", "gso", "off", "gro", "off");
        shell.tell(second, "ethtool", "-K", other, "tso", "off", "gso", "off", "gro", "off");
    }

    void lane(Node instance, Node server, Shape shape) throws FabricException, InterruptedException {
        String[] bytes = instance.address().split("\\.", -1);
        String subnet = "10.62." + bytes[3] + ".";
        String device = "l" + device(instance);
        pair(server.name(), device, instance.name(), "lane");
        shell.batch(server.name(), "tc", shape.disciplines(device));
        shell.batch(instance.name(), "tc", shape.disciplines("lane"));
        shell.batch(
                server.name(),
                "ip",
                List.of("addr add " + subnet + "1/30 dev " + device, "link set " + device + " up"));
        shell.batch(
                instance.name(),
                "ip",
                List.of(
                        "addr add " + subnet + "2/30 dev lane",
                        "link set lane up",
                        "route add " + server.address() + "/32 via " + subnet + "1 dev lane src " + subnet + "2"));
    }

    /** A route: moving it takes milliseconds and loses nothing, unlike connection tracking's address translation. */
    void elastic(String publicAddress, Node node) throws FabricException, InterruptedException {
        shell.batch(node.name(), "ip", List.of("addr replace " + publicAddress + "/32 dev lo"));
        shell.batch(
                ROUTER,
                "ip",
                List.of("route replace " + publicAddress + "/32 via " + node.address() + " dev " + BRIDGE));
    }

    /** Whoever had it may be unknown, or gone. */
    void dropElastic(String publicAddress, @Nullable Node node) throws FabricException, InterruptedException {
        if (shell.ask("ip", "-n", ROUTER, "route", "show", publicAddress + "/32")
                .isBlank()) {
            return;
        }
        shell.batch(ROUTER, "ip", List.of("route del " + publicAddress + "/32"));
        if (node != null) {
            shell.batch(node.name(), "ip", List.of("addr del " + publicAddress + "/32 dev lo"));
        }
    }

    /** The interface goes at once; left to the namespace's end it would stay until its last socket's time-out. */
    void remove(Node node) throws FabricException, InterruptedException {
        List<String> devices = new ArrayList<>();
        if (!shell.ask("ip", "-n", node.name(), "-o", "link", "show", "type", "veth")
                .isBlank()) {
            devices.add("link del eth0");
        }
        shell.batch(node.name(), "ip", devices);
        shell.make("ip", "netns", "del", node.name());
    }
}
