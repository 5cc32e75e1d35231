package dev.seawall.deploy.lab.portal;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How a connection over a unix-domain socket begins: a line {@code address port}, answered by one byte, {@value #DONE},
 * once the other side has done what it asks; a closed connection says that it could not. Then come the bytes. Immutable.
 *
 * @param address an IPv4 one, as text: whom to connect to, or who asks
 * @param port 0 when it doesn't matter
 */
record Errand(String address, int port) {
    private static final byte DONE = '+';
    private static final int MOST_BYTES = 32;
    private static final Pattern LINE = Pattern.compile("(?<address>[0-9.]{7,15}) (?<port>[0-9]{1,5})");

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }

    /** Connects to the other side's socket and returns when that has done it. */
    SocketChannel send(Path socket) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var line = ByteBuffer.wrap((address + " " + port + "\n").getBytes(StandardCharsets.US_ASCII));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            if (read(channel) != DONE) {
                throw new IOException("an answer that is none");
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException("the other side did not get through to " + address + ":" + port, e);
        }
    }

    static Errand receive(SocketChannel channel) throws IOException {
        var line = new StringBuilder();
        for (byte next = read(channel); next != '\n'; next = read(channel)) {
            line.append((char) next);
            if (line.length() > MOST_BYTES) {
                throw new IOException("not an errand: " + line);
            }
        }
        var matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("not an errand: " + line);
        }
        return new Errand(matcher.group("address"), Integer.parseInt(matcher.group("port")));
    }

    /** Tells the one who asked that it is connected to the other. */
    static SocketChannel done(SocketChannel asker, SocketChannel other) throws IOException {
        try {
            asker.write(ByteBuffer.wrap(new byte[] {DONE}));
            return other;
        } catch (IOException e) {
            other.close();
            throw e;
        }
    }

    private static byte read(SocketChannel channel) throws IOException {
        var one = ByteBuffer.allocate(1);
        if (channel.read(one) < 0) {
            throw new EOFException("it closed the connection");
        }
        return one.get(0);
    }
}
