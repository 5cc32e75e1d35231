package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.AddressPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ports chosen where the blueprint says 0: free ones at the first start, the same ever after, so that an address
 * that somebody noted down stays true. Not thread-safe: the deployment's lock guards it.
 */
final class RememberedPorts implements AddressPlan.FreePorts {
    static final String FILE = "ports.json";

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Map<String, Integer> ports;
    private final boolean choose;

    private RememberedPorts(Path file, Map<String, Integer> ports, boolean choose) {
        this.file = file;
        this.ports = ports;
        this.choose = choose;
    }

    /** Chooses what isn't remembered; call {@link #save} then. */
    static RememberedPorts choosing(StateDirectory state) throws LocalFailure {
        return load(state, true);
    }

    /** Says 0 for what isn't remembered. */
    static RememberedPorts asKnown(StateDirectory state) throws LocalFailure {
        return load(state, false);
    }

    private static RememberedPorts load(StateDirectory state, boolean choose) throws LocalFailure {
        Path file = state.run().resolve(FILE);
        try {
            Map<String, Integer> ports = Files.exists(file)
                    ? JSON.readValue(Files.readString(file), new TypeReference<TreeMap<String, Integer>>() {})
                    : new TreeMap<>();
            return new RememberedPorts(file, ports, choose);
        } catch (IOException | JacksonException e) {
            throw new LocalFailure("failed to read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int portOf(String component, String use) {
        String key = component + "." + use;
        if (!choose) {
            return ports.getOrDefault(key, 0);
        }
        return ports.computeIfAbsent(key, unknown -> free());
    }

    /** Lets another be chosen for a port that somebody else took meanwhile; false when it isn't one of these. */
    boolean forget(String component, int port) {
        return ports.entrySet()
                .removeIf(entry -> entry.getKey().startsWith(component + ".") && entry.getValue() == port);
    }

    void save() throws LocalFailure {
        if (!ports.isEmpty()) {
            StateDirectory.write(file, JSON.writeValueAsString(ports));
        }
    }

    private int free() {
        try {
            while (true) {
                try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    if (!ports.containsValue(socket.getLocalPort())) {
                        return socket.getLocalPort();
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("found no free port on this machine", e);
        }
    }
}
