package dev.seawall.deploy.lab.portal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program at the sandbox's end: it runs in the router, and knows this computer by two unix-domain sockets, which a
 * network namespace doesn't separate. Outwards it connects to whom it is asked to; inwards it listens at S3's address and
 * tells this computer which machine has come. It ends when its standard input does, so never later than who started it.
 *
 * <p>Thread rule: virtual threads, by {@link Forwarder}.
 */
public final class Portal {
    private Portal() {}

    /**
     * Says {@code ready} on standard output once it is.
     *
     * @param args the socket to listen on, the socket to connect to, S3's address, and its port
     */
    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]);
        Path in = Path.of(args[1]);
        Files.deleteIfExists(out);
        var s3 = new InetSocketAddress(args[2], Integer.parseInt(args[3]));
        try (var outwards = Forwarder.open(UnixDomainSocketAddress.of(out), Portal::connect);
                var inwards = Forwarder.open(s3, client -> announce(client, in))) {
            System.out.println("ready");
            System.in.transferTo(OutputStream.nullOutputStream());
            inwards.stopListening();
            outwards.stopListening();
        }
    }

    static SocketChannel connect(SocketChannel client) throws IOException {
        return Errand.done(client, Dialer.connect(Errand.receive(client).socketAddress(), null));
    }

    static SocketChannel announce(SocketChannel client, Path in) throws IOException {
        var machine = (InetSocketAddress) client.getRemoteAddress();
        return new Errand(machine.getAddress().getHostAddress(), 0).send(in);
    }
}
