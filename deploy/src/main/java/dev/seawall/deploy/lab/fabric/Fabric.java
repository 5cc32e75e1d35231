package dev.seawall.deploy.lab.fabric;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network of a sandbox: instances on one bridge, a router, and beyond it the lab's Internet, with polite clients and
 * bots at separate addresses. An instance has one interface, shaped in both directions as its {@link Shape} says; what is
 * beyond the router is not shaped. All addresses are of documentation or private networks (RFC 5737, RFC 1918), and no
 * device leads out of the sandbox.
 *
 * <p>Thread rule: thread-safe; changes are made one at a time.
 */
public final class Fabric {
    public static final String ROUTER = "router";
    public static final String INTERNET = "inet";
    public static final String BOTS = "bots";

    /** The router's address in the VPC, and the operator's: it is the way in from this computer. */
    public static final String ROUTER_ADDRESS = "10.61.255.254";

    public static final String INTERNET_ADDRESS = "198.51.100.2";
    public static final String BOTS_ADDRESS = "192.0.2.2";

    /** Of volume servers, which security groups don't cover; without the router, which they do. */
    public static final String VOLUME_NETWORK = "10.61.255.0/25";

    /** Of dedicated lanes to them. */
    static final String LANE_NETWORK = "10.62.0.0/16";

    private static final String VPC_PREFIX = "/16";

    private final Sandbox sandbox;
    private final Shell shell;
    private final Wiring wiring;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Long> inodes = new LinkedHashMap<>();

    /** By public address: who has it. */
    private final Map<String, String> elastic = new ConcurrentHashMap<>();

    private Fabric(Sandbox sandbox) {
        this.sandbox = sandbox;
        shell = new Shell(sandbox);
        wiring = new Wiring(shell);
    }

    /** Makes the router and the Internet in a fresh sandbox. */
    public static Fabric create(Sandbox sandbox) throws FabricException, InterruptedException {
        var fabric = new Fabric(sandbox);
        fabric.space(ROUTER, ROUTER_ADDRESS);
        fabric.space(INTERNET, INTERNET_ADDRESS);
        fabric.space(BOTS, BOTS_ADDRESS);
        fabric.wiring.router(ROUTER_ADDRESS + VPC_PREFIX);
        fabric.wiring.beyond(INTERNET, "198.51.100.1", INTERNET_ADDRESS);
        fabric.wiring.beyond(BOTS, "192.0.2.1", BOTS_ADDRESS);
        return fabric;
    }

    /** The fabric of a sandbox in which an earlier program made it. */
    public static Fabric of(Sandbox sandbox) throws FabricException {
        var fabric = new Fabric(sandbox);
        try {
            for (Marker.Line line : Marker.read(sandbox.inside(Sandbox.MARKER))) {
                fabric.nodes.put(line.name(), new Node(line.name(), line.address(), sandbox));
                fabric.inodes.put(line.name(), line.inode());
            }
            return fabric;
        } catch (IOException e) {
            throw new FabricException("failed to read what is in the sandbox: " + e.getMessage(), e);
        }
    }

    /** A network namespace, with nothing in it but its loopback. */
    private synchronized Node space(String name, String address) throws FabricException, InterruptedException {
        if (nodes.containsKey(name)) {
            throw new FabricException("the fabric has a node " + name + " already");
        }
        wiring.space(name);
        nodes.put(name, new Node(name, address, sandbox));
        inodes.put(
                name,
                Long.parseLong(shell.ask("stat", "-L", "-c", "%i", "/run/netns/" + name)
                        .strip()));
        mark();
        return node(name);
    }

    private void mark() throws FabricException {
        List<Marker.Line> lines = new ArrayList<>();
        nodes.values()
                .forEach(node ->
                        lines.add(new Marker.Line(inodes.getOrDefault(node.name(), 0L), node.name(), node.address())));
        try {
            Marker.write(sandbox.inside(Sandbox.MARKER), sandbox.token(), lines);
        } catch (IOException e) {
            throw new FabricException("failed to write the sandbox's marker: " + e.getMessage(), e);
        }
    }

    /**
     * The node of that name.
     *
     * @throws FabricException when there is none
     */
    public synchronized Node node(String name) throws FabricException {
        Node node = nodes.get(name);
        if (node == null) {
            throw new FabricException("the fabric has no node " + name + "; it has " + nodes.keySet());
        }
        return node;
    }

    public synchronized List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** Adds an instance with one interface, {@code eth0}, and no filter. */
    public synchronized Node addInstance(String name, String address, Shape shape)
            throws FabricException, InterruptedException {
        Node node = space(name, address);
        wiring.instance(node, VPC_PREFIX, ROUTER_ADDRESS, shape);
        return node;
    }

    /** Takes a node away; its programs must have ended. */
    public synchronized void remove(String name) throws FabricException, InterruptedException {
        Node node = node(name);
        for (String publicAddress : publicAddresses(name)) {
            dropElastic(publicAddress);
        }
        wiring.remove(node);
        nodes.remove(name);
        inodes.remove(name);
        mark();
    }

    private List<String> publicAddresses(String instance) {
        return elastic.entrySet().stream()
                .filter(entry -> entry.getValue().equals(instance))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Gives an instance a second interface, only for its volume's server, as EBS-optimized instances have one. */
    public synchronized void lane(String instance, String server, Shape shape)
            throws FabricException, InterruptedException {
        wiring.lane(node(instance), node(server), shape);
    }

    /** Leads a public address to an instance, wherever it led before. */
    public synchronized void elastic(String publicAddress, String instance)
            throws FabricException, InterruptedException {
        Node node = node(instance);
        wiring.elastic(publicAddress, node);
        elastic.put(publicAddress, instance);
    }

    /** The address leads nowhere any more. */
    public synchronized void dropElastic(String publicAddress) throws FabricException, InterruptedException {
        String instance = elastic.remove(publicAddress);
        wiring.dropElastic(publicAddress, instance == null ? null : nodes.get(instance));
    }

    /** Puts a security group before an instance's programs, in place of the one it had. */
    public void firewall(String instance, List<Rule> rules) throws FabricException, InterruptedException {
        shell.filter(node(instance).name(), Firewall.group(rules, List.of(VOLUME_NETWORK, LANE_NETWORK)));
    }

    public void unfiltered(String instance) throws FabricException, InterruptedException {
        shell.filter(node(instance).name(), Firewall.none());
    }

    /** Has the router drop UDP for an instance, before it reaches the instance's interface; for one instance at a time. */
    public void upstreamFilter(String instance, boolean dropUdp) throws FabricException, InterruptedException {
        List<String> addresses = new ArrayList<>(publicAddresses(instance));
        addresses.add(node(instance).address());
        shell.filter(ROUTER, Firewall.upstream(dropUdp ? addresses : List.of()));
    }

    /** Keeps a node from hearing answers to its connection attempts, so that they stay half open at the other end. */
    public void deafToAnswers(String name, boolean deaf) throws FabricException, InterruptedException {
        shell.filter(node(name).name(), deaf ? Firewall.deafToAnswers() : Firewall.none());
    }

    public Counters counters(String instance) throws FabricException, InterruptedException {
        return new Meters(shell).of(node(instance));
    }

    /** All that was told to the kernel, as a person would have typed it. */
    public List<String> commands() {
        return shell.given();
    }
}
