package dev.seawall.deploy.lab.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who listens on TCP, address by address, as net/tcp and net/tcp6 of /proc tell it for one network namespace: addresses in
 * hexadecimal words of this computer's byte order, state 0A for a listener. Stateless.
 */
final class ListeningPorts {
    private static final String LISTENING = "0A";

    /** An IPv4 address in an IPv6 one (RFC 4291 §2.5.5.2), as Java's sockets have it. */
    private static final String MAPPED = "0000000000000000FFFF0000";

    /** Any address of either kind, as Java's sockets have it. */
    private static final String ANY = "0".repeat(32);

    /** Under which the ports are that are open on every address. */
    static final String EVERYWHERE = "0.0.0.0";

    private ListeningPorts() {}

    static Map<String, Set<Integer>> ofThisComputer() throws IOException {
        return in(Path.of("/proc/net"));
    }

    /**
     * The ports by address, such as 127.61.0.11; of sockets that are bound to one IPv4 address or to {@link #EVERYWHERE}.
     *
     * @param net such as {@code /proc/1/net}
     */
    static Map<String, Set<Integer>> in(Path net) throws IOException {
        Map<String, Set<Integer>> ports = new HashMap<>();
        for (String table : List.of("tcp", "tcp6")) {
            Path file = net.resolve(table);
            if (Files.exists(file)) {
                try (var lines = Files.newBufferedReader(file)) {
                    add(lines, ports);
                }
            }
        }
        return ports;
    }

    /** A table has all listeners first, then what else there is, maybe thousands (Linux, proc_net_tcp.rst). */
    private static void add(BufferedReader table, Map<String, Set<Integer>> ports) throws IOException {
        table.readLine(); // what the columns are
        for (String line = table.readLine(); line != null; line = table.readLine()) {
            String[] fields = line.strip().split("\\s+", 5);
            if (fields.length < 5 || !fields[3].equals(LISTENING)) {
                return;
            }
            int colon = fields[1].indexOf(':');
            String address = fields[1].substring(0, colon);
            if (address.length() == 8 || address.startsWith(MAPPED) || address.equals(ANY)) {
                ports.computeIfAbsent(dotted(address.substring(address.length() - 8)), a -> new TreeSet<>())
                        .add(Integer.parseInt(fields[1].substring(colon + 1), 16));
            }
        }
    }

    private static String dotted(String word) {
        int value = Integer.parseUnsignedInt(word, 16);
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            value = Integer.reverseBytes(value);
        }
        return (value >>> 24) + "." + (value >>> 16 & 255) + "." + (value >>> 8 & 255) + "." + (value & 255);
    }
}
