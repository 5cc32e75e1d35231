package dev.seawall.deploy.lab.packets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * The main of the program in each node that sends probes and answers those of others. It does what lines on standard
 * input say, all at once, and prints a line for each; it ends with standard input. It never sends anything unasked.
 *
 * <table>
 * <caption>Lines, in any order; ID is the asker's</caption>
 * <tr><td>{@code ID listen ADDRESS PORT}</td><td>{@code ID LISTENING}, or {@code ID DEAF reason}; from then on
 * {@code heard TOKEN} for each datagram of a probe, which is answered</td></tr>
 * <tr><td>{@code ID tcp ADDRESS PORT MILLIS}</td><td>{@code ID OUTCOME remark}</td></tr>
 * <tr><td>{@code ID udp ADDRESS PORT MILLIS TOKEN}</td><td>likewise</td></tr>
 * <tr><td>{@code ID door}</td><td>{@code ID PORT}: a new UDP port</td></tr>
 * <tr><td>{@code ID meet ADDRESS PORT MILLIS TOKEN DOOR}</td><td>{@code ID HEARD} or {@code ID NOTHING}: datagrams from
 * the door to the address, meanwhile</td></tr>
 * </table>
 */
public final class ProbeAgent {
    private final PrintStream out;
    private final Map<String, DatagramSocket> doors = new ConcurrentHashMap<>();

    private ProbeAgent(PrintStream out) {
        this.out = out;
    }

    /** Needs no arguments. */
    public static void main(String[] args) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var agent = new ProbeAgent(out);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        out.println("ready");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            threads.execute(() -> out.println(words[0] + " " + agent.answer(words)));
        }
        System.exit(0); // what is under way is nobody's any more
    }

    private String answer(String[] words) {
        try {
            return switch (words[1]) {
                case "listen" -> listen(address(words));
                case "tcp" -> TcpProbe.send(address(words), Integer.parseInt(words[4]));
                case "udp" -> UdpProbe.send(address(words), Integer.parseInt(words[4]), words[5]);
                case "door" -> door(words[0]);
                case "meet" -> meet(words);
                default -> throw new IllegalArgumentException("not a command: " + words[1]);
            };
        } catch (IOException | RuntimeException e) {
            return "FAILED " + e;
        }
    }

    private static InetSocketAddress address(String[] words) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(words[2]), Integer.parseInt(words[3]));
    }

    private String listen(InetSocketAddress address) {
        try {
            var socket = new DatagramSocket(address);
            Thread.ofVirtual().start(() -> UdpProbe.answer(socket, token -> out.println("heard " + token)));
            return "LISTENING";
        } catch (IOException e) {
            return "DEAF " + e.getMessage();
        }
    }

    private String door(String id) throws IOException {
        var socket = new DatagramSocket(0);
        doors.put(id, socket);
        return Integer.toString(socket.getLocalPort());
    }

    private String meet(String[] words) throws IOException {
        try (var socket = doors.remove(words[6])) {
            if (socket == null) {
                throw new IllegalArgumentException("no door " + words[6]);
            }
            return UdpProbe.meet(socket, address(words), Integer.parseInt(words[4]), words[5]) ? "HEARD" : "NOTHING";
        }
    }
}
