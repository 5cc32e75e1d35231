package dev.seawall.deploy.lab.portal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * This computer's end of the way into a sandbox. Thread-safe.
 *
 * <p>Its sockets' paths may have 108 bytes at most (unix(7)), so they are taken relative to this program's directory, and
 * to the portal's.
 */
public final class Gate implements AutoCloseable {
    /** What the portal listens on, and what it connects to. */
    public static final String OUT = "portal-out";

    public static final String IN = "portal-in";

    private final Path out;
    private final Forwarder inwards;

    private Gate(Path out, Forwarder inwards) {
        this.out = out;
        this.inwards = inwards;
    }

    /**
     * Takes in what machines ask of S3; the portal may come later.
     *
     * @param directory of both sockets
     * @param server who answers
     * @param mirrorOf the loopback address from which a machine's requests are to come to it
     */
    public static Gate open(Path directory, InetSocketAddress server, Function<String, InetSocketAddress> mirrorOf)
            throws IOException {
        Path near = Path.of("").toAbsolutePath().relativize(directory.toAbsolutePath());
        Path in = near.resolve(IN);
        Files.deleteIfExists(in);
        var inwards = Forwarder.open(UnixDomainSocketAddress.of(in), client -> enter(client, server, mirrorOf));
        return new Gate(near.resolve(OUT), inwards);
    }

    private static SocketChannel enter(
            SocketChannel client, InetSocketAddress server, Function<String, InetSocketAddress> mirrorOf)
            throws IOException {
        var machine = mirrorOf.apply(Errand.receive(client).address());
        return Errand.done(client, Dialer.connect(server, machine.getAddress()));
    }

    /** Connects to an address in the sandbox, from its router. */
    public Dialer to(InetSocketAddress inside) {
        return client -> new Errand(inside.getAddress().getHostAddress(), inside.getPort()).send(out);
    }

    @Override
    public void close() {
        inwards.close();
    }
}
