package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.lab.portal.Dialer;
import dev.seawall.deploy.lab.portal.Forwarder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Public addresses: on each one, the TCP ports on which its machine listens, and no others, found by looking again and
 * again. Thread-safe. One virtual thread looks; each connection has two.
 */
final class PublicAddresses implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PublicAddresses.class.getName());
    private static final long POLL_MILLIS = 100;

    /** Who listens, by private address, of those that are named, and maybe of others. */
    interface Listeners {
        Map<String, Set<Integer>> among(Set<String> privateIps) throws IOException;
    }

    private final Listeners listeners;
    private final BiFunction<InetSocketAddress, InetSocketAddress, Dialer> way;
    private final Map<String, String> privateOf = new HashMap<>();
    private final Map<InetSocketAddress, Forwarder> open = new HashMap<>();
    private final Set<InetSocketAddress> told = new HashSet<>();
    private @Nullable Thread looking;

    /**
     * None yet.
     *
     * @param way how a connection to a public address and port gets to a private one
     */
    PublicAddresses(Listeners listeners, BiFunction<InetSocketAddress, InetSocketAddress, Dialer> way) {
        this.listeners = listeners;
        this.way = way;
    }

    synchronized void associate(String publicIp, String privateIp) {
        disassociate(publicIp);
        privateOf.put(publicIp, privateIp);
        if (looking == null) {
            looking = Thread.ofVirtual().name("public-addresses").start(this::look);
        }
    }

    /** Nothing listens there any more when this returns, and every connection is cut. */
    synchronized void disassociate(String publicIp) {
        privateOf.remove(publicIp);
        open.entrySet().removeIf(entry -> {
            boolean ends = entry.getKey().getHostString().equals(publicIp);
            if (ends) {
                entry.getValue().close();
            }
            return ends;
        });
        told.removeIf(address -> address.getHostString().equals(publicIp));
    }

    private void look() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    mirror(listeners.among(privateIps()));
                } catch (IOException e) {
                    LOG.log(Level.WARNING, "failed to see who listens: " + e.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Set<String> privateIps() {
        return Set.copyOf(privateOf.values());
    }

    private synchronized void mirror(Map<String, Set<Integer>> listening) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        var wanted = new HashMap<InetSocketAddress, InetSocketAddress>();
        privateOf.forEach((publicIp, privateIp) -> {
            for (int port : listening.getOrDefault(privateIp, Set.of())) {
                wanted.put(new InetSocketAddress(publicIp, port), new InetSocketAddress(privateIp, port));
            }
        });
        open.entrySet().removeIf(entry -> {
            boolean ends = !wanted.containsKey(entry.getKey());
            if (ends) {
                // Connections that are open end by themselves: the machine's end of them is closing.
                entry.getValue().stopListening();
            }
            return ends;
        });
        wanted.forEach((from, to) -> {
            if (!open.containsKey(from)) {
                forward(from, to);
            }
        });
    }

    private void forward(InetSocketAddress from, InetSocketAddress to) {
        try {
            open.put(from, Forwarder.open(from, way.apply(from, to)));
            told.remove(from);
        } catch (IOException e) {
            if (told.add(from)) {
                LOG.log(
                        Level.WARNING,
                        "failed to listen on " + from + " for " + to + ": " + e.getMessage()
                                + "; it is tried again. ./seawall lab doctor says what this machine allows");
            }
        }
    }

    @Override
    public synchronized void close() {
        if (looking != null) {
            looking.interrupt();
        }
        Set.copyOf(privateOf.keySet()).forEach(this::disassociate);
    }
}
