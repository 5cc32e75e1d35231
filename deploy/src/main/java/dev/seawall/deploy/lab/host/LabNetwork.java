package dev.seawall.deploy.lab.host;

import dev.seawall.deploy.lab.world.Cidr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The loopback addresses of one lab: no two labs on a computer may have the same. The first has 127.61.0.0/16 and
 * 127.62.0.0/24; one that begins while another runs has the next pair, and keeps it as long as its directory is there.
 * While its daemon runs it listens on the last address of its network, so that others see that it is taken. Immutable.
 *
 * @param number the second byte of the private network; the public pool's is the next
 */
record LabNetwork(int number) {
    private static final int FIRST = 61;
    private static final int LAST = 121;
    private static final int GUARD_PORT = 61_061;

    /** Of its VPCs where machines are processes, such as 127.61.0.0/16; otherwise of their mirror images. */
    Cidr privateNetwork() {
        return Cidr.parse("127." + number + ".0.0/16");
    }

    /** Of its Elastic IPs. */
    Cidr publicPool() {
        return Cidr.parse("127." + (number + 1) + ".0.0/24");
    }

    /** A socket to keep for as long as the network is in use; an IOException when somebody else has it. */
    ServerSocket guard() throws IOException {
        var guard = new ServerSocket();
        try {
            guard.bind(new InetSocketAddress(InetAddress.getByName("127." + number + ".255.254"), GUARD_PORT));
            return guard;
        } catch (IOException e) {
            guard.close();
            throw e;
        }
    }

    /** Takes the network that a directory has, or the first that is free: the guard is the caller's to close. */
    static Taken take(Path file) throws IOException {
        if (Files.exists(file)) {
            var own = new LabNetwork(Integer.parseInt(Files.readString(file).strip()));
            try {
                return new Taken(own, own.guard());
            } catch (IOException e) {
                throw new IOException(
                        "the addresses of this lab, " + own.privateNetwork() + ", are in use by another lab on this"
                                + " computer: stop that one (./seawall lab stop beside its blueprint), or, when this"
                                + " lab holds nothing any more, delete " + file,
                        e);
            }
        }
        List<String> tried = new ArrayList<>();
        for (int number : IntStream.iterate(FIRST, n -> n <= LAST, n -> n + 2).toArray()) {
            var network = new LabNetwork(number);
            try {
                ServerSocket guard = network.guard();
                Files.writeString(file, number + "\n");
                return new Taken(network, guard);
            } catch (IOException e) {
                tried.add(network.privateNetwork() + ": " + e.getMessage());
            }
        }
        throw new IOException("no loopback network is free for this lab; tried " + String.join("; ", tried));
    }

    /** A network and what keeps others off it. */
    record Taken(LabNetwork network, ServerSocket guard) {}
}
